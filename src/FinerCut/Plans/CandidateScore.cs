namespace FinerCut.Plans;

/// <summary>What removing one more sublayer would lead to.</summary>
/// <param name="Sublayer">The candidate's name.</param>
/// <param name="Distance">Distance from the dense model with all removed so far and this one gone, in the unit of the metric.</param>
public sealed record CandidateScore(string Sublayer, double Distance);
