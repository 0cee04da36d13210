namespace FinerCut.Evaluation.Comparisons;

/// <summary>What two models make of the tokens of a window that count.</summary>
/// <param name="First">Index of the first of these tokens.</param>
/// <param name="DenseLosses">Nats, shape <c>[predictions]</c>.</param>
/// <param name="Losses">The same of the pruned model.</param>
/// <param name="Positions">How both differ, shape <c>[predictions]</c>.</param>
internal sealed record ComparedWindow(
    int First, double[] DenseLosses, double[] Losses, PositionComparison[] Positions);
