namespace FinerCut.Distances;

/// <summary>A divergence between next-token distributions that is a sum over tokens.</summary>
/// <typeparam name="TTerm">What a word adds.</typeparam>
internal abstract class SoftmaxDistance<TTerm> : LogitDistance
    where TTerm : struct, ITokenTerm
{
    private protected SoftmaxDistance(DistanceMetric metric, int threads)
        : base(metric, threads)
    {
    }

    /// <inheritdoc/>
    internal override double Position(ReadOnlySpan<float> dense, ReadOnlySpan<float> pruned, Span<float> scratch) =>
        new SoftmaxPair(dense, pruned, scratch).Sum<TTerm>();
}
