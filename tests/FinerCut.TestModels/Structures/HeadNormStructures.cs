using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Decoders whose queries and keys have norms, inside GroupQueryAttention, as CUDA and WebGPU exports have
/// them, or before it.</summary>
/// <param name="isInside">Whether the norms are inputs of the operator.</param>
/// <param name="isPacked">Whether queries, keys and values are one input of the operator.</param>
public sealed class HeadNormStructures(bool isInside, bool isPacked)
{
    private const int Hidden = StructureGraph.Hidden;
    private const int Heads = 2;
    private const int HeadSize = Hidden / Heads;
    private const int Layers = 2;
    private const float Epsilon = 1e-5f;

    private readonly StructureGraph _graph = new(new HashSet<string>());
    private (string Last, string Total) _lengths;

    /// <summary>Builds the model.</summary>
    public StructureModel Build()
    {
        string stream = _graph.Embed();
        _lengths = Lengths();
        for (int layer = 0; layer < Layers; layer++)
        {
            string path = $"layers.{layer}";
            string input = _graph.RmsNorm($"{path}/input_layernorm", stream);
            stream = _graph.Add(stream, $"{layer}.attn", Attention(layer, input));
            string state = _graph.RmsNorm($"{path}/post_attention_layernorm", stream);
            stream = _graph.Add(stream, $"{layer}.ffn", _graph.Ffn($"{path}/mlp", state));
        }

        return _graph.Finish(stream);
    }

    private (string Last, string Total) Lengths()
    {
        GraphScope scope = _graph.At("lengths");
        string sum = scope.Node("ReduceSum", "attention_mask", scope.Vector(1)).With("keepdims", 0).Value;
        string last = scope.Cast(scope.Op("Sub", sum, scope.Vector(1)), DataType.Int32);
        return (last, scope.Cast(scope.SizeOf("attention_mask", 1), DataType.Int32));
    }

    private string Attention(int layer, string input)
    {
        string path = $"layers.{layer}/attn";
        GraphScope scope = _graph.At(path);
        string queries = _graph.Linear($"{path}/q_proj", input, Hidden, Hidden);
        string keys = _graph.Linear($"{path}/k_proj", input, Hidden, HeadSize);
        string values = _graph.Linear($"{path}/v_proj", input, Hidden, HeadSize);
        (queries, string queryNorm) = Norm($"{path}/q_norm", queries);
        (keys, string keyNorm) = Norm($"{path}/k_norm", keys);
        string[] states = isPacked ? [scope.Concat(-1, queries, keys, values), "", ""] : [queries, keys, values];
        string[] pasts = [$"past_key_values.{layer}.key", $"past_key_values.{layer}.value"];
        string[] caches = [.. pasts, $"present.{layer}.key", $"present.{layer}.value"];
        foreach (string cache in caches)
        {
            bool isPast = cache.StartsWith("past", StringComparison.Ordinal);
            _ = isPast ? _graph.Graph.Input(cache, DataType.Float, "batch_size", 1, "past_sequence_length", HeadSize)
                : _graph.Graph.Output(cache, DataType.Float, "batch_size", 1, "total_sequence_length", HeadSize);
        }

        NodeBuilder attention = scope.Node("GroupQueryAttention", [.. states, .. pasts, _lengths.Last, _lengths.Total])
            .In("com.microsoft").With("num_heads", Heads).With("kv_num_heads", 1)
            .Writes($"/model/{path}/output_0", caches[2], caches[3]);
        if (isInside)
        {
            attention.Reads("", "", "", "", "", "", "", queryNorm, keyNorm).With("qk_norm_epsilon", Epsilon);
        }

        return _graph.Linear($"{path}/o_proj", attention.Value, Hidden, Hidden);
    }

    /// <summary>Queries or keys with their norm before the operator; without it, and the weight, where it is
    /// inside.</summary>
    private (string States, string Weight) Norm(string path, string states)
    {
        if (isInside)
        {
            return (states, _graph.Weight(path.Replace('/', '.'), HeadSize));
        }

        GraphScope scope = _graph.At(path);
        string normal = _graph.RmsNorm(path, scope.Reshape(states, scope.Vector(0, 0, -1, HeadSize)), HeadSize);
        return (scope.Reshape(normal, scope.Vector(0, 0, -1)), "");
    }
}
