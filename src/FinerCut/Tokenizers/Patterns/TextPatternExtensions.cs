using System.Text;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>What every pattern can do.</summary>
internal static class TextPatternExtensions
{
    /// <summary>Puts a text in the place of every match.</summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="text">Where.</param>
    /// <param name="content">What takes the place of each match.</param>
    /// <param name="limits">How long the result may be.</param>
    internal static string Replace(this ITextPattern pattern, string text, string content, EncodingLimits limits)
    {
        if (text.Length == 0)
        {
            return text;
        }

        List<PatternSegment> segments = [];
        pattern.FindSegments(text, segments, limits);
        if (segments is [{ IsMatch: false }])
        {
            return text;
        }

        StringBuilder replaced = new(text.Length);
        foreach (PatternSegment segment in segments)
        {
            replaced.Append(segment.IsMatch ? content : text.AsSpan(segment.Start, segment.End - segment.Start));
            limits.RequireLength(replaced.Length);
        }

        return replaced.ToString();
    }
}
