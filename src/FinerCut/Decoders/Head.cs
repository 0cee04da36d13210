using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Tells scores for tokens from hidden states, which a model without a head gives.</summary>
internal static class Head
{
    // None of them makes a vector of one width a vector of another.
    private static readonly HashSet<string> WidthKeepers =
    [
        "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Slice", "Gather", "GatherND",
        "GatherElements", "Dropout",
        "Add", "Sub", "Mul", "Div", "Pow", "Sqrt", "Reciprocal", "Neg", "Clip", "Tanh", "ReduceMean", "ReduceSum",
        "ReduceL2", "LpNormalization",
        "LayerNormalization", "SimplifiedLayerNormalization", "RMSNormalization", "QuantizeLinear", "DequantizeLinear",
    ];

    private static readonly HashSet<string> Views =
        ["Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Slice", "Gather"];

    /// <summary>Whether what a model gives are hidden states.</summary>
    /// <param name="nodes">The nodes that depend on the stream after the last sublayer, and that the output depends
    /// on.</param>
    /// <param name="output">The output.</param>
    /// <param name="embedding">The rows that the token ids look up.</param>
    public static bool IsMissing(IEnumerable<Node> nodes, Value output, Value embedding) =>
        nodes.All(node => FusedNorm.Is(node) || WidthKeepers.Contains(node.OpType))
            || IsAsWideAsEmbedding(output, embedding);

    /// <summary>Whether the scores are probabilities and no logits.</summary>
    /// <param name="output">The scores.</param>
    public static bool GivesProbabilities(Value output)
    {
        Node? producer = output.Producer;
        while (producer is { Domain: "" } node && Views.Contains(node.OpType))
        {
            producer = node.Inputs[0]?.Producer;
        }

        return producer is { Domain: "", OpType: "Softmax" };
    }

    /// <summary>Some models project their states to the width of the embedding before the head.</summary>
    private static bool IsAsWideAsEmbedding(Value output, Value embedding) =>
        output.Type?.Dimensions is [.., { Size: { } width }]
        && embedding.Producer is { OpType: "Gather" } lookup
        && Constants.TensorOf(lookup.Inputs[0])?.Dimensions is [var words, var size]
        && width == size && width != words;
}
