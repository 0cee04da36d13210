namespace FinerCut.Calibration.SelfWriting;

/// <summary>Which samples to make without a text.</summary>
/// <param name="Samples">Samples, at least 1.</param>
/// <param name="SampleTokens">Tokens in each sample, at least 2.</param>
/// <param name="Vocabulary">Number of tokens that the model knows.</param>
/// <param name="Seed">Seed of all choices.</param>
internal sealed record SamplePlan(int Samples, int SampleTokens, long Vocabulary, long Seed)
{
    /// <summary>The token that begins every sample; null for a random one for each.</summary>
    public int? StartToken { get; init; }
}
