using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>The attention of a GenAI export: a packed product, then <c>GroupQueryAttention</c> with rotary embedding
/// and caches.</summary>
internal sealed class GenAiAttention(TinyDecoderOptions options, GenAiOperators operators)
{
    private readonly string _lastKeys = "/model/attn_mask_reformat/attn_mask_subgraph/Sub/Cast/output_0";
    private readonly string _total = "/model/attn_mask_reformat/attn_mask_subgraph/Gather/Cast/output_0";

    /// <summary>Adds what every layer's attention reads: the last key of each sample and the total length, both from
    /// the mask.</summary>
    public void AddSequenceLengths()
    {
        const string scope = "/model/attn_mask_reformat/attn_mask_subgraph";
        string axis = Constant("INT64/[1]", Tensors.Of([1L], 1));
        string sum = $"{scope}/ReduceSum/output_0";
        operators.Graph.Node("ReduceSum", $"{scope}/ReduceSum", sum).Reads("attention_mask", axis).With("keepdims", 0);
        string last = operators.Add("Sub", $"{scope}/Sub", sum, axis);
        operators.Graph.Describe(sum, DataType.Int64, "batch_size").Describe(last, DataType.Int64, "batch_size");
        operators.Graph.Describe(Cast($"{scope}/Sub/Cast", last), DataType.Int32, "batch_size");
        string shape = operators.Add("Shape", $"{scope}/Shape", "attention_mask");
        string first = Constant("INT64/1", Tensors.Of([1L]));
        string total = $"{scope}/Gather/output_0";
        operators.Graph.Node("Gather", $"{scope}/Gather", total).Reads(shape, first).With("axis", 0);
        operators.Graph.Describe(shape, DataType.Int64, 2).Describe(total, DataType.Int64);
        operators.Graph.DescribeType(Cast($"{scope}/Gather/Cast", total), DataType.Int32);
    }

    public string Build(int layer, string input, TinyLayerWeights weights)
    {
        int width = options.QueryWidth + (2 * options.KvWidth);
        string packed = operators.MatMul($"layers.{layer}.attn.qkv_proj", input, (Pack(weights), width));
        if (layer == 0)
        {
            AddRotaryCaches();
        }

        string name = $"/model/layers.{layer}/attn/GroupQueryAttention";
        string mixed = operators.Graph.Node("GroupQueryAttention", name, $"{name}/output_0").In(GenAiOperators.Domain)
            .Reads(packed, "", "", $"past_key_values.{layer}.key", $"past_key_values.{layer}.value", _lastKeys, _total)
            .Reads("cos_cache", "sin_cache", "", "", "")
            .Writes($"{name}/output_0", $"present.{layer}.key", $"present.{layer}.value")
            .With("num_heads", options.Heads).With("kv_num_heads", options.KvHeads)
            .With("scale", 1 / MathF.Sqrt(options.HeadSize)).With("local_window_size", -1)
            .With("softcap", 0f).With("do_rotary", 1).With("rotary_interleaved", 0).Value;
        operators.Hidden(mixed, options.QueryWidth);
        return operators.MatMul($"layers.{layer}.attn.o_proj", mixed, (weights.AttentionOutput, options.Hidden));
    }

    private float[] Pack(TinyLayerWeights weights) =>
        [.. Enumerable.Range(0, options.Hidden).SelectMany(row =>
            ((float[][])[weights.Query, weights.Key, weights.Value]).SelectMany(matrix => Row(matrix, row)))];

    private ArraySegment<float> Row(float[] matrix, int row)
    {
        int width = matrix.Length / options.Hidden;
        return new(matrix, row * width, width);
    }

    private void AddRotaryCaches()
    {
        int half = options.HeadSize / 2;
        double[] angles = [.. Enumerable.Range(0, options.ContextLength * half)
            .Select(index => index / half * RotaryAngles.Frequency(index % half, options.HeadSize))];
        operators.Weight("cos_cache", [.. angles.Select(angle => (float)Math.Cos(angle))], options.ContextLength, half);
        operators.Weight("sin_cache", [.. angles.Select(angle => (float)Math.Sin(angle))], options.ContextLength, half);
    }

    private string Constant(string name, TensorProto tensor)
    {
        string value = $"/model/constants/{name}";
        tensor.Name = value;
        operators.Graph.Node("Constant", $"/model/constant_nodes/{name}", value).With("value", tensor);
        operators.Graph.Describe(value, DataType.Int64);
        return value;
    }

    private string Cast(string name, string value) =>
        operators.Graph.Node("Cast", name, $"{name}/output_0").Reads(value).With("to", (long)DataType.Int32).Value;
}
