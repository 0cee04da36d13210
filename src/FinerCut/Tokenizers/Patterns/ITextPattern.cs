using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Something to look for in a text.</summary>
internal interface ITextPattern
{
    /// <summary>Cuts a text into matches and what stands between them.</summary>
    /// <param name="text">Valid UTF-16, not empty.</param>
    /// <param name="segments">Gets segments that cover the text without a gap; matches may be empty.</param>
    /// <param name="limits">How long the search may take.</param>
    void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits);
}
