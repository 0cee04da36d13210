namespace FinerCut.Calibration.SelfWriting;

/// <summary>Which rows to make without a text.</summary>
/// <param name="Samples">Rows, at least 1.</param>
/// <param name="SampleTokens">Tokens in each row, at least 2.</param>
/// <param name="Vocabulary">Number of words that the model knows.</param>
/// <param name="Seed">Seed of all choices.</param>
internal sealed record RowPlan(int Samples, int SampleTokens, long Vocabulary, long Seed)
{
    /// <summary>The token that begins every row; null for a random one for each.</summary>
    public int? StartToken { get; init; }
}
