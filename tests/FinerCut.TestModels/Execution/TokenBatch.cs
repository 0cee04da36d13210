namespace FinerCut.TestModels.Execution;

/// <summary>The tokens of one call.</summary>
/// <param name="Ids">Token ids, rows of equal length.</param>
/// <param name="Past">Tokens that are already in the caches.</param>
internal sealed record TokenBatch(int[][] Ids, int Past)
{
    public int Rows => Ids.Length;

    public int Tokens => Ids[0].Length;

    /// <summary>Repeats a row's values for every row.</summary>
    public IEnumerable<long> EveryRow(IEnumerable<long> values) => Enumerable.Repeat(values, Rows).SelectMany(row => row);
}
