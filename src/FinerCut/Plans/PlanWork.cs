namespace FinerCut.Plans;

/// <summary>The work that a search did.</summary>
/// <param name="ForwardEquivalents">Every pass of a row through a sublayer or the head, counted by its share of the multiply-adds of
/// one dense forward pass over the whole calibration set.</param>
/// <param name="Candidates">Number of candidates scored, over all steps.</param>
public sealed record PlanWork(double ForwardEquivalents, long Candidates);
