using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Surgery;

/// <summary>Takes the norms of queries and keys out of attention operators, which only CUDA and WebGPU run with them,
/// and puts plain norms before these operators: the same numbers on every device.</summary>
internal static class HeadNorms
{
    private const int QueryNorm = 14;
    private const int KeyNorm = 15;
    private const float DefaultEpsilon = 1e-6f;

    /// <summary>Whether an operator has such norms.</summary>
    public static bool Has(Node node) => node is { Domain: FusedNorm.MicrosoftDomain, OpType: "GroupQueryAttention" }
        && node.Inputs.ElementAtOrDefault(QueryNorm) is not null && node.Inputs.ElementAtOrDefault(KeyNorm) is not null;

    /// <summary>Splits all of them, in inner graphs too.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Split(Graph graph)
    {
        List<Node> nodes = [.. graph.Nodes.Where(node => Has(node) && HeadSizeOf(node) is not null)];
        List<Graph> inner = [.. graph.Nodes.SelectMany(node => node.InnerGraphs)];
        nodes.ForEach(Split);
        bool isSplit = nodes.Count > 0;
        foreach (Graph part in inner)
        {
            isSplit |= Split(part);
        }

        return isSplit;
    }

    private static void Split(Node node)
    {
        string name = node.Graph.UnusedName($"finercut.norms.{node.Outputs[0]!.Name}");
        (Value queries, Value keys, Value? values) = node.Inputs[1] is { } separate
            ? (node.Inputs[0]!, separate, node.Inputs[2])
            : Unpack(node, name);
        List<Value?> inputs =
        [
            Normalize(node, queries, (QueryNorm, "q_norm_epsilon"), name + ".q"),
            Normalize(node, keys, (KeyNorm, "k_norm_epsilon"), name + ".k"),
            values,
            .. node.Inputs.Skip(3).Take(QueryNorm - 3),
        ];
        node.SetInputs([.. inputs.Take(inputs.FindLastIndex(input => input is not null) + 1)]);
    }

    /// <summary>Queries, keys and values of all heads, where one input holds them side by side.</summary>
    private static (Value Queries, Value Keys, Value Values) Unpack(Node node, string name)
    {
        long headSize = HeadSizeOf(node)!.Value;
        long width = node.FindAttribute("num_heads")!.Int * headSize;
        long keyWidth = node.FindAttribute("kv_num_heads")!.Int * headSize;
        Node split = node.Graph.InsertBefore(node, new NewNode(name + ".split", "Split")
        {
            Inputs = [node.Inputs[0], Numbers(node, name + ".widths", width, keyWidth, keyWidth)],
            Outputs = [name + ".queries", name + ".keys", name + ".values"],
            Attributes = [Attribute.CreateAttribute("axis", -1)],
        });
        return (split.Outputs[0]!, split.Outputs[1]!, split.Outputs[2]!);
    }

    private static Value Normalize(Node node, Value states, (int Weight, string Epsilon) norm, string name)
    {
        Graph graph = node.Graph;
        Value shape = Numbers(node, name + ".heads", 0, 0, -1, HeadSizeOf(node)!.Value);
        Value heads = graph.InsertBefore(node, "Reshape", [states, shape], name + ".by_head").Outputs[0]!;
        Attribute? epsilon = node.FindAttribute(norm.Epsilon) ?? node.FindAttribute("qk_norm_epsilon");
        Value normal = graph.InsertBefore(node, new NewNode(name + ".norm", "SimplifiedLayerNormalization")
        {
            Inputs = [heads, node.Inputs[norm.Weight]],
            Outputs = [name + ".normal"],
            Attributes =
            [
                Attribute.CreateAttribute("axis", -1),
                Attribute.CreateAttribute("epsilon", epsilon?.Float ?? DefaultEpsilon),
                Attribute.CreateAttribute("stash_type", 1),
            ],
        }).Outputs[0]!;
        Value flat = Numbers(node, name + ".flat", 0, 0, -1);
        return graph.InsertBefore(node, "Reshape", [normal, flat], name + ".side_by_side").Outputs[0]!;
    }

    private static Value Numbers(Node place, string name, params long[] numbers)
    {
        NewNode constant = new(name, "Constant")
        {
            Inputs = [],
            Outputs = [name],
            Attributes = [Attribute.CreateAttribute("value_ints", numbers)],
        };
        return place.Graph.InsertBefore(place, constant).Outputs[0]!;
    }

    private static long? HeadSizeOf(Node node) =>
        WeightFacts.DimensionsOf(node.Inputs[QueryNorm]) is [var size] ? size : null;
}
