namespace FinerCut.TestModels.Oracles;

/// <summary>One reference run of a zoo model.</summary>
/// <param name="Name">Such as <c>full</c>, <c>-0.attn</c> or <c>full.b2</c>.</param>
/// <param name="Removed">The sublayers whose branch contributed zero, such as <c>0.attn</c>.</param>
/// <param name="Ids">Token ids, samples of equal length.</param>
/// <param name="Offset">Where the logits begin in the reference file, in bytes.</param>
/// <param name="Shape">Shape of the logits: batch, tokens, vocabulary.</param>
public sealed record ZooCase(string Name, IReadOnlyList<string> Removed, int[][] Ids, long Offset, int[] Shape)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}
