namespace FinerCut.Tokenizers.Patterns;

/// <summary>Building a list of segments.</summary>
internal static class SegmentListExtensions
{
    /// <summary>Adds what lies between two matches, unless it is empty.</summary>
    internal static void AddGap(this List<PatternSegment> segments, int start, int end)
    {
        if (start < end)
        {
            segments.Add(new PatternSegment(start, end, IsMatch: false));
        }
    }
}
