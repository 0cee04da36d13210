namespace FinerCut.Search;

/// <summary>A sample to run of a candidate.</summary>
/// <param name="Candidate">0-based index of the candidate in its step.</param>
/// <param name="Sample">0-based index of the sample.</param>
internal readonly record struct Probe(int Candidate, int Sample);
