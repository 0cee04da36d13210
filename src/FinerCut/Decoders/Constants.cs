using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the constants of a graph, which some tools write as initializers and others as <c>Constant</c>
/// nodes.</summary>
internal static class Constants
{
    /// <summary>The tensor of an initializer or a <c>Constant</c> node; null where a value is neither.</summary>
    public static Tensor? TensorOf(
        Value? value) => value?.Initializer ?? (value?.Producer is { Domain: "", OpType: "Constant" } node
        ? ValueOf(node) : null);

    private static Tensor? ValueOf(Node constant) =>
        (constant.FindAttribute("value") ?? constant.FindAttribute("sparse_value")) is { Tensors: [var tensor, ..] }
            ? tensor : null;

    /// <summary>The numbers of a small constant; null where a value is none.</summary>
    public static IReadOnlyList<long>? Integers(Value value) => TensorOf(value)?.ToIntegers();

    /// <summary>Whether a value holds weights: an initializer, or a constant that is neither one number nor a shape, an
    /// axis or a mask.</summary>
    public static bool IsWeight(
        Value value) => value.Initializer is not null || (TensorOf(value) is { } tensor && tensor.ElementCount > 1
        && tensor.ElementType is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool
            or ElementType.String));

    /// <summary>All weights of a graph, in inner graphs too.</summary>
    public static IEnumerable<Value> WeightsOf(Graph graph) => graph.Initializers
        .Concat(graph.Nodes.SelectMany(node => node.Outputs)
            .OfType<Value>()
            .Where(value => value.Initializer is null && IsWeight(value)))
        .Concat(graph.Nodes.SelectMany(node => node.InnerGraphs).SelectMany(WeightsOf));
}
