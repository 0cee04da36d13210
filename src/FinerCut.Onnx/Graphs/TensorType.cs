namespace FinerCut.Onnx.Graphs;

/// <summary>What a model says about a tensor value: element type and shape.</summary>
/// <param name="ElementType">Type of the elements; undefined for sequences, maps and the like.</param>
/// <param name="Dimensions">Shape, null where the rank is not given.</param>
public sealed record TensorType(ElementType ElementType, IReadOnlyList<Dimension>? Dimensions)
{
    /// <summary>Such as <c>Float[batch_size, 2, ?, 64]</c>.</summary>
    /// <returns>Type and shape.</returns>
    public override string ToString() =>
        Dimensions is null ? $"{ElementType}" : $"{ElementType}[{string.Join(", ", Dimensions)}]";
}
