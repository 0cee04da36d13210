using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Reads small constants of a graph.</summary>
internal static class Constants
{
    /// <summary>The numbers of an initializer or a <c>Constant</c> node; null where a value is neither.</summary>
    public static IReadOnlyList<long>? Integers(Value value) => (value.Initializer ?? TensorOf(value.Producer))?.ToIntegers();

    private static Tensor? TensorOf(Node? node) =>
        node is { OpType: "Constant" } && node.FindAttribute("value") is { Tensors: [var tensor, ..] } ? tensor : null;
}
