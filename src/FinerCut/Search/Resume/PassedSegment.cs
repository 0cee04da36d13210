using System.Text.Json.Serialization;

namespace FinerCut.Search.Resume;

/// <summary>How far a sample was run without a candidate, as far as it still counts.</summary>
/// <param name="Candidate">Its name.</param>
/// <param name="Sample">0-based index.</param>
/// <param name="Tokens">How many of its tokens, from the first on.</param>
/// <param name="Segment">0-based index of the segment before which its stream was kept.</param>
internal sealed record PassedSegment(
    string Candidate, int Sample, int Tokens, [property: JsonPropertyName("stage")] int Segment);
