namespace FinerCut.Evaluation.Texts;

/// <summary>A text that perplexity is measured on.</summary>
/// <param name="Name"><c>built-in</c>, <c>stdin</c>, or the name of a file without its folder.</param>
/// <param name="Samples">Token ids of each window of the text, at least 2; at least one window.</param>
internal sealed record HeldOutText(string Name, IReadOnlyList<int[]> Samples)
{
    /// <summary>The file beside a model that its perplexity is measured on.</summary>
    public const string FileName = "held-out.txt";
}
