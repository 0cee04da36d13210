namespace FinerCut.Search.Checkpoints;

/// <summary>A <see cref="CandidateHistory"/> as it is after a step.</summary>
/// <param name="Increments">What it added by sample when it was run last; NaN where it was not.</param>
/// <param name="SeenAfter">How many sublayers had gone when each was seen.</param>
/// <param name="LastSeen">The largest of these.</param>
/// <param name="Trust">The part of its bounds that held.</param>
internal sealed record CandidateState(double[] Increments, int[] SeenAfter, int LastSeen, double Trust);
