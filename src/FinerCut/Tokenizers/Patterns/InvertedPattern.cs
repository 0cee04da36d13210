using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Matches what another pattern leaves between its matches.</summary>
internal sealed class InvertedPattern(ITextPattern pattern) : ITextPattern
{
    public void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits)
    {
        int first = segments.Count;
        pattern.FindSegments(text, segments, limits);
        for (int index = first; index < segments.Count; index++)
        {
            segments[index] = segments[index] with { IsMatch = !segments[index].IsMatch };
        }
    }
}
