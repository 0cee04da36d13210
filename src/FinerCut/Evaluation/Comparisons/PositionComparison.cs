namespace FinerCut.Evaluation.Comparisons;

/// <summary>How the predictions of one token differ between two models.</summary>
/// <param name="Divergence">KL(dense | pruned) in nats, 0 or more.</param>
/// <param name="ProbabilityChange">Probability of the right token in the pruned model minus that in the dense one, from
/// -1 to 1.</param>
/// <param name="Overlap">The sum over all tokens of the smaller of both probabilities, from 0 to 1.</param>
/// <param name="IsSameTop">Whether both have the same likeliest token.</param>
internal readonly record struct PositionComparison(
    double Divergence, double ProbabilityChange, double Overlap, bool IsSameTop);
