using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds where tokens become vectors: the start of the residual stream.</summary>
internal static class EmbeddingFinder
{
    private static readonly HashSet<string> Lookups = ["Gather", "GatherBlockQuantized", "EmbedLayerNormalization"];

    private static readonly HashSet<string> Views = ["Cast", "Reshape", "Identity", "Unsqueeze", "Squeeze", "Flatten"];

    /// <summary>The rows that token ids look up, of the largest table first; none where nothing is looked up.</summary>
    public static IReadOnlyList<Value> Find(IReadOnlyList<Node> order)
    {
        HashSet<Value> dynamic = [];
        List<(Value Rows, long Size)> found = [];
        foreach (Node node in order)
        {
            if (node.Inputs.Any(input => input is not null
                && (input is { IsGraphInput: true, Initializer: null } || dynamic.Contains(input))))
            {
                dynamic.UnionWith(node.Outputs.OfType<Value>());
            }

            if (TableSize(node, dynamic) is > 0 and var size && StreamOf(node) is { } rows
                && rows.Uses.Any(use => use.Node is not { Domain: "", OpType: "Shape" or "Size" }))
            {
                found.Add((rows, size));
            }
        }

        return [.. found.OrderByDescending(table => table.Size).Select(table => table.Rows)];
    }

    /// <summary>Whether rows are vectors, and not numbers such as those of experts.</summary>
    public static bool HasVectors(Value rows) => rows.Producer is not { OpType: "Gather" } lookup
        || Constants.TensorOf(lookup.Inputs[0]) is not { ElementType: ElementType.Int64 or ElementType.Int32 };

    /// <summary>Inputs that may be the rows themselves, looked up elsewhere: float, <c>[batch, tokens, width]</c> with
    /// a fixed width.</summary>
    public static IEnumerable<Value> Vectors(IEnumerable<Value> inputs) => inputs.Where(input => input is
    {
        Initializer: null,
        Type: { Dimensions: [_, { Size: null }, { Size: > 0 }] } type,
    } && ElementTypes.IsFloat(type.ElementType));

    private static long? TableSize(Node node, HashSet<Value> dynamic)
    {
        if (!Lookups.Contains(node.OpType))
        {
            return null;
        }

        int ids = IdsIndex(node);
        int table = ids == 0 ? 2 : 0;
        return node.Inputs.ElementAtOrDefault(table) is { } data
            && data is not { IsGraphInput: true, Initializer: null }
            && !dynamic.Contains(data)
            && TokenInput(node.Inputs[ids]) is not null
            ? SizeOf(data)
            : null;
    }

    /// <summary>The input whose ids an embedding looks up.</summary>
    public static Value TokenInputOf(Value embedding) =>
        TokenInput(embedding.Producer!.Inputs[IdsIndex(embedding.Producer)])!;

    /// <summary>A fused embedding adds up word, position and segment, and then normalises; with an output for the sum,
    /// that is the stream.</summary>
    private static Value? StreamOf(Node node) =>
        (node.OpType == "EmbedLayerNormalization" ? node.Outputs.ElementAtOrDefault(2) : null) ?? node.Outputs[0];

    private static int IdsIndex(Node node) => node.OpType == "EmbedLayerNormalization" ? 0 : 1;

    private static Value? TokenInput(Value? value)
    {
        while (value is { IsGraphInput: false, Producer: { } producer } && Views.Contains(producer.OpType))
        {
            value = producer.Inputs[0];
        }

        return value is
        {
            IsGraphInput: true, Initializer: null, Type.ElementType: ElementType.Int64
            or ElementType.Int32
        } ? value : null;
    }

    private static long SizeOf(Value value)
    {
        while (value is { Initializer: null, Producer: { Inputs: [{ } first, ..] } })
        {
            value = first;
        }

        return Constants.TensorOf(value)?.ElementCount ?? 0;
    }
}
