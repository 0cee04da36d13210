using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Reads small constants of a graph.</summary>
internal static class Constants
{
    /// <summary>The numbers of an initializer or a <c>Constant</c> node; null where a value is neither.</summary>
    public static IReadOnlyList<long>? Integers(Value value) =>
        (value.Initializer ?? (value.Producer is { OpType: "Constant" } node ? node.FindAttribute("value")?.Tensors[0] : null))?.ToIntegers();
}
