namespace FinerCut.Distances;

/// <summary>A distance between the logits themselves, as vectors.</summary>
internal abstract class VectorDistance : LogitDistance
{
    private protected VectorDistance(DistanceMetric metric, int threads)
        : base(metric, threads)
    {
    }

    /// <inheritdoc/>
    internal override double Position(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch)
    {
        double value = Measure(dense, pruned);
        return double.IsFinite(value) ? value : MeasureUnmasked(dense, pruned, scratch);
    }

    /// <summary>The part of one position.</summary>
    /// <returns>NaN or infinity where an infinite logit stands in the way.</returns>
    private protected abstract double Measure(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned);

    private double MeasureUnmasked(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch)
    {
        Span<float> unmaskedDense = scratch[..dense.Length];
        Span<float> unmaskedPruned = scratch.Slice(dense.Length, dense.Length);
        dense.CopyTo(unmaskedDense);
        pruned.CopyTo(unmaskedPruned);
        for (int word = 0; word < dense.Length; word++)
        {
            if (float.IsNegativeInfinity(dense[word]) && float.IsNegativeInfinity(pruned[word]))
            {
                unmaskedDense[word] = 0;
                unmaskedPruned[word] = 0;
            }
        }

        return Measure(unmaskedDense, unmaskedPruned);
    }
}
