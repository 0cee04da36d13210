namespace FinerCut.Plans;

/// <summary>The work that a search did.</summary>
/// <param name="ForwardEquivalents">Every pass of a row through a sublayer or the head, counted by its share of the
/// multiply-adds of one dense forward pass over the whole calibration set.</param>
/// <param name="Candidates">Number of candidates scored, over all steps.</param>
/// <param name="TightestBound">The smallest ratio of what a candidate added to the distance of a sample to the bound
/// that a lazy search had for it; below 1 a bound failed. Null where no bound was put to the test.</param>
/// <param name="FailedBounds">How many bounds failed; after each the search takes lower ones.</param>
public sealed record PlanWork(
    double ForwardEquivalents, long Candidates, double? TightestBound = null, long FailedBounds = 0);
