using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Facts about operators that are a whole attention, of ONNX and of ONNX Runtime.</summary>
internal static class AttentionOperators
{
    // The input with the past keys, where the values are the next one, or with both packed; output 1 continues it and
    // output 2 the values.
    private static readonly Dictionary<string, int> FirstPasts = new(StringComparer.Ordinal)
    {
        ["GroupQueryAttention"] = 3,
        ["SparseAttention"] = 3,
        ["PagedAttention"] = 3,
        ["MultiHeadAttention"] = 6,
        ["DecoderMaskedMultiHeadAttention"] = 5,
        ["DecoderMaskedSelfAttention"] = 4,
        ["Attention"] = 4,
        ["QAttention"] = 8,
    };

    private static readonly HashSet<string> Stateless =
        ["PackedAttention", "PackedMultiHeadAttention", "QOrderedAttention", "LongformerAttention"];

    /// <summary>The two inputs that a product multiplies, whatever they are; none for a node that is no
    /// product.</summary>
    public static IReadOnlyList<int> FactorsOf(Node node) => node.OpType switch
    {
        "MatMul" or "Einsum" or "FusedMatMul" or "MatMulInteger" or "MatMulIntegerToFloat" => [0, 1],
        "QLinearMatMul" => [0, 3],
        _ => [],
    };

    public static bool Is(Node node) => FirstPasts.ContainsKey(node.OpType) || Stateless.Contains(node.OpType);

    /// <summary>The input that brings the past keys, or keys and values in one; null for an operator without.</summary>
    public static int? FirstPastOf(Node node) => FirstPasts.TryGetValue(node.OpType, out int index) ? index : null;
}
