using System.Text;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>What every pattern can do.</summary>
internal static class TextPatternExtensions
{
    /// <summary>Puts a text in the place of every match.</summary>
    internal static string Replace(this ITextPattern pattern, string text, string content)
    {
        if (text.Length == 0)
        {
            return text;
        }

        List<Segment> segments = [];
        pattern.FindSegments(text, segments);
        if (segments is [{ IsMatch: false }])
        {
            return text;
        }

        StringBuilder replaced = new(text.Length);
        foreach (Segment segment in segments)
        {
            replaced.Append(segment.IsMatch ? content : text.AsSpan(segment.Start, segment.End - segment.Start));
        }

        return replaced.ToString();
    }
}
