namespace FinerCut.Search.Policies;

/// <summary>A sample to run of a candidate, or the start of one.</summary>
/// <param name="Candidate">0-based index of the candidate in its step.</param>
/// <param name="Sample">0-based index of the sample.</param>
/// <param name="Tokens">How many of its tokens, from the first on.</param>
internal readonly record struct Probe(int Candidate, int Sample, int Tokens);
