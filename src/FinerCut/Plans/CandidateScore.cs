namespace FinerCut.Plans;

/// <summary>What removing one more sublayer would lead to.</summary>
/// <param name="Sublayer">The candidate's name.</param>
/// <param name="Distance">Distance from the dense model with all removed so far and this one gone, in the unit of the
/// metric; where not all samples were run, what those that were run add to it: the distance is this or more.</param>
/// <param name="Samples">Samples that were run; fewer than all where the candidate could win no longer.</param>
public sealed record CandidateScore(string Sublayer, double Distance, int Samples);
