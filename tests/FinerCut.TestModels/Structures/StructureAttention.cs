using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Attention with caches, operator by operator; its keys and values can come from elsewhere.</summary>
/// <param name="graph">Where its nodes go.</param>
internal sealed class StructureAttention(StructureGraph graph)
{
    public const int Heads = 2;
    public const int HeadSize = 8;

    private string? _mask;

    /// <summary>A softmax of every attention as an output of the model.</summary>
    public bool ShowsWeights { get; init; }

    /// <summary>Whether queries and keys have a norm of their own.</summary>
    public bool HasNorms { get; init; }

    /// <summary>The input whose length is that of a call.</summary>
    public string TokenInput { get; init; } = "input_ids";

    /// <summary>The whole sublayer, caches included.</summary>
    public string Build(int layer, string input)
    {
        (string keys, string values) = Cached(layer, Project(layer, "k_proj", input), Project(layer, "v_proj", input));
        return Attend(layer, input, keys, values);
    }

    /// <summary>Keys or values of all tokens in a call, shape <c>[batch, heads, tokens, head size]</c>.</summary>
    public string Project(int layer, string name, string input)
    {
        string path = $"layers.{layer}/self_attn/{name}";
        GraphScope scope = graph.At(path);
        string heads = scope.Reshape(
            graph.Linear(path, input, StructureGraph.Hidden, StructureGraph.Hidden),
            scope.Vector(0, 0, Heads, HeadSize));
        string normal = HasNorms && name != "v_proj"
            ? graph.RmsNorm($"layers.{layer}/self_attn/{name[..1]}_norm", heads, HeadSize)
            : heads;
        return scope.Transpose(normal, 0, 2, 1, 3);
    }

    /// <summary>Keys and values of this call after those of the calls before.</summary>
    public (string Keys, string Values) Cached(int layer, string keys, string values)
    {
        (string, string) caches = (Cache(layer, "key", keys), Cache(layer, "value", values));
        _mask ??= Mask(layer);
        return caches;
    }

    /// <summary>Queries of this layer over any keys and values.</summary>
    public string Attend(int layer, string input, string keys, string values)
    {
        string path = $"layers.{layer}/self_attn";
        GraphScope scope = graph.At(path);
        string scores = scope.Op("MatMul", Project(layer, "q_proj", input), scope.Transpose(keys, 0, 1, 3, 2));
        string masked = scope.Op(
            "Where", _mask!, StructureGraph.Scale(scope, scores, 1 / MathF.Sqrt(HeadSize)), scope.Scalar(-1e9f));
        string shares = scope.Node("Softmax", masked).With("axis", -1).Value;
        if (ShowsWeights)
        {
            graph.Graph.Node("Identity", $"attentions.{layer}", $"attentions.{layer}").Reads(shares);
            graph.Graph.Output(
                $"attentions.{layer}", DataType.Float, "batch_size", Heads, "sequence_length", "total_sequence_length");
        }

        string mixed = scope.Transpose(scope.Op("MatMul", shares, values), 0, 2, 1, 3);
        return graph.Linear(
            $"{path}/o_proj",
            scope.Reshape(mixed, scope.Vector(0, 0, -1)),
            StructureGraph.Hidden,
            StructureGraph.Hidden);
    }

    private string Cache(int layer, string part, string current)
    {
        graph.Graph.Input(
            $"past_key_values.{layer}.{part}", DataType.Float, "batch_size", Heads, "past_sequence_length", HeadSize)
            .Output($"present.{layer}.{part}", DataType.Float, "batch_size", Heads, "total_sequence_length", HeadSize);
        return graph.At($"layers.{layer}/self_attn").Node("Concat", $"past_key_values.{layer}.{part}", current).With(
            "axis", 2)
            .Writes($"present.{layer}.{part}").Value;
    }

    /// <summary>True where a token may look; the number of tokens before comes from the first cache, as optimum's
    /// exports have it.</summary>
    private string Mask(int layer)
    {
        GraphScope scope = graph.At("mask");
        string past = scope.SizeOf($"past_key_values.{layer}.key", 2);
        string total = scope.Op("Add", past, scope.SizeOf(TokenInput, 1));
        string queries = scope.Op("Range", past, total, scope.Scalar(1L));
        string keys = scope.Op("Range", scope.Scalar(0L), total, scope.Scalar(1L));
        return scope.Op("LessOrEqual", keys, scope.Unsqueeze(queries, 1));
    }
}
