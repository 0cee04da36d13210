using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Operators of ONNX Runtime's own: norms fused with additions, and attention with caches.</summary>
/// <param name="graph">Where the nodes go; it has no rotary tables unless somebody writes <c>cos_cache</c> and
/// <c>sin_cache</c>.</param>
internal sealed class FusedParts(StructureGraph graph)
{
    public const int HeadSize = 16;

    private const string Domain = "com.microsoft";
    private const int Heads = 2;
    private const int Hidden = StructureGraph.Hidden;

    private string _last = "";
    private string _total = "";

    /// <summary>What every attention reads of the mask.</summary>
    public void AddLengths()
    {
        GraphScope scope = graph.At("attn_mask_reformat");
        string sum = scope.Node("ReduceSum", "attention_mask", scope.Vector(1)).With("keepdims", 0).Value;
        _last = scope.Cast(scope.Op("Sub", sum, scope.Vector(1)), DataType.Int32);
        _total = scope.Cast(scope.SizeOf("attention_mask", 1), DataType.Int32);
    }

    /// <summary>Grouped-query attention with its caches.</summary>
    public string Attention(int layer, string input)
    {
        string path = $"layers.{layer}/attn";
        bool hasTables = graph.Graph.Graph.Node.Any(node => node.Output.Contains("cos_cache"));
        string[] names = [
            $"past_key_values.{layer}.key",
            $"past_key_values.{layer}.value",
            $"present.{layer}.key",
            $"present.{layer}.value"
        ];
        foreach (string part in (string[])["key", "value"])
        {
            graph.Graph.Input(
                $"past_key_values.{layer}.{part}",
                DataType.Float,
                "batch_size",
                Heads,
                "past_sequence_length",
                HeadSize)
                .Output(
                    $"present.{layer}.{part}", DataType.Float, "batch_size", Heads, "total_sequence_length", HeadSize);
        }

        string packed = graph.Linear($"{path}/qkv_proj", input, Hidden, 3 * Heads * HeadSize);
        string mixed =
            graph.At(path).Node("GroupQueryAttention", packed, "", "", names[0], names[1], _last, _total).In(Domain)
                .Reads(hasTables ? ["cos_cache", "sin_cache"] : [])
                .Writes($"{path}.output", names[2], names[3])
                .With("num_heads", Heads).With("kv_num_heads", Heads).With("do_rotary", hasTables ? 1 : 0).Value;
        return graph.Linear($"{path}/o_proj", mixed, Heads * HeadSize, Hidden);
    }

    /// <summary>A norm by the root mean square.</summary>
    public string Norm(string path, string input) => graph.At(path)
        .Node("SimplifiedLayerNormalization", input, graph.Weight(path.Replace('/', '.'), Hidden)).With(
            "epsilon", 1e-5f).With("axis", -1).With("stash_type", 1).Value;

    /// <summary>Adds a branch to the stream, and the norm of the sum.</summary>
    public (string Stream, string Normal) SkipNorm(string path, string stream, string branch)
    {
        string normal = graph.At(path).Node(
            "SkipSimplifiedLayerNormalization", stream, branch, graph.Weight(path.Replace('/', '.'), Hidden)).In(Domain)
            .Writes($"/model/{path}/output_0", "", "", $"/model/{path}/output_3").With("epsilon", 1e-5f).Value;
        return ($"/model/{path}/output_3", normal);
    }

    /// <summary>The norm, by mean and variance, of a sum that nobody else reads; a bias of the branch is added
    /// too.</summary>
    public string SkipLayerNorm(string path, string branch, string stream)
    {
        string name = path.Replace('/', '.');
        return graph.At(path).Node(
            "SkipLayerNormalization",
            branch,
            stream,
            graph.Weight(name, Hidden),
            graph.Weight($"{name}.shift", Hidden)).In(Domain)
            .With("epsilon", 1e-5f).Value;
    }
}
