namespace FinerCut.Distances;

/// <summary>
/// The angle between the logit vectors, taken from the chord of the unit vectors: the arc cosine of a product near 1
/// loses half of the digits. A vector of zeros is at no angle to another one, and at a right angle to any other.
/// </summary>
internal sealed class AngularDistance(int threads) : VectorDistance(DistanceMetric.Angular, threads)
{
    private const double RightAngle = Math.PI / 2;

    /// <inheritdoc/>
    private protected override double Measure(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned)
    {
        double denseLength = Math.Sqrt(DoubleBlocks.SumOfSquares(dense));
        double prunedLength = Math.Sqrt(DoubleBlocks.SumOfSquares(pruned));
        if (denseLength == 0 || prunedLength == 0)
        {
            return denseLength == prunedLength ? 0 : RightAngle;
        }

        double chord = Math.Sqrt(DoubleBlocks.SquaredDistance(dense, pruned, 1 / denseLength, 1 / prunedLength));
        return Math.Min(2 * Math.Asin(Math.Min(chord / 2, 1)), RightAngle);
    }
}
