namespace FinerCut.Distances;

/// <summary>The Frobenius norm of the difference of the logits over a whole sample: it grows with the root of the
/// tokens.</summary>
internal sealed class NormDistance(int threads) : VectorDistance(DistanceMetric.Norm, threads)
{
    /// <inheritdoc/>
    private protected override double Measure(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned) =>
        DoubleBlocks.SquaredDistance(dense, pruned, 1, 1);

    /// <inheritdoc/>
    private protected override double Combine(ReadOnlySpan<double> positions, int sampleLength) =>
        Math.Sqrt(PositionLoop.SumInOrder(positions));
}
