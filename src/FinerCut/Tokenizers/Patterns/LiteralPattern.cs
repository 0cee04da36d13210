using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>A fixed text; an empty one matches nowhere.</summary>
internal sealed class LiteralPattern(string literal) : ITextPattern
{
    public void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits)
    {
        int done = 0;
        int start;
        while (literal.Length > 0 && (start = text.IndexOf(literal, done, StringComparison.Ordinal)) >= 0)
        {
            segments.AddGap(done, start);
            done = start + literal.Length;
            segments.Add(new PatternSegment(start, done, IsMatch: true));
        }

        segments.AddGap(done, text.Length);
    }
}
