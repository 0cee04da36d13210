namespace FinerCut.TestModels.Execution;

/// <summary>The tokens of one call.</summary>
/// <param name="Ids">Token ids, samples of equal length.</param>
/// <param name="Past">Tokens that are already in the caches.</param>
internal sealed record TokenBatch(int[][] Ids, int Past)
{
    public int Samples => Ids.Length;

    public int Tokens => Ids[0].Length;

    /// <summary>Repeats a sample's values for every sample.</summary>
    public IEnumerable<long> EverySample(IEnumerable<long> values) =>
        Enumerable.Repeat(values, Samples).SelectMany(sample => sample);
}
