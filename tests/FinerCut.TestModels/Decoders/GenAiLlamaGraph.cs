using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>A Llama decoder as ONNX Runtime GenAI's builder writes it: every residual inside the next Skip
/// norm.</summary>
internal sealed class GenAiLlamaGraph
{
    private readonly TinyDecoderOptions _options;
    private readonly TinyDecoderWeights _weights;
    private readonly GenAiOperators _operators;
    private readonly GenAiAttention _attention;

    private GenAiLlamaGraph(TinyDecoderOptions options, TinyDecoderWeights weights)
    {
        _options = options;
        _weights = weights;
        _operators = new GenAiOperators(new GraphBuilder("main_graph"));
        _attention = new GenAiAttention(options, _operators);
    }

    public static ModelProto Build(TinyDecoderOptions options, TinyDecoderWeights weights) =>
        new GenAiLlamaGraph(options, weights).Build();

    private ModelProto Build()
    {
        DeclareInputsAndOutputs();
        _attention.AddSequenceLengths();
        string stream = Embed();
        string? branch = null;
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            (stream, branch) = AddLayer(layer, stream, branch);
        }

        GenAiNorm final = new($"layers.{_options.Layers}.final_norm_layernorm", _weights.FinalNorm, IsLast: true);
        (_, string normalised) = _operators.SkipNorm(final, stream, branch!);
        string head = _operators.Weight("lm_head.MatMul.weight", _weights.Head, _options.Hidden, _options.Vocabulary);
        _operators.Graph.Node("MatMul", "/lm_head/MatMul", "logits").Reads(normalised, head);
        return _operators.Graph.ToModel(new()
        {
            IrVersion = 10,
            ProducerName = "onnxruntime-genai",
            ProducerVersion = "0.18.0",
            OpsetImport =
            {
                new OperatorSetIdProto { Domain = "", Version = 22 },
                new OperatorSetIdProto { Domain = GenAiOperators.Domain, Version = 1 },
            },
        });
    }

    private string Embed()
    {
        string table =
            _operators.Weight("model.embed_tokens.weight", _weights.Embedding, _options.Vocabulary, _options.Hidden);
        const string stream = "/model/embed_tokens/Gather/output_0";
        _operators.Graph.Node("Gather", "/model/embed_tokens/Gather", stream).Reads(table, "input_ids");
        return _operators.Hidden(stream, _options.Hidden);
    }

    private (string Stream, string Branch) AddLayer(int layer, string stream, string? branch)
    {
        TinyLayerWeights weights = _weights.Layers[layer];
        GenAiNorm first = new($"layers.{layer}.input_layernorm", weights.InputNorm);
        (string before, string attentionInput) = branch is null
            ? (stream, _operators.Norm(first, stream))
            : _operators.SkipNorm(first, stream, branch);
        string attention = _attention.Build(layer, attentionInput, weights);
        GenAiNorm second = new($"layers.{layer}.post_attention_layernorm", weights.PostAttentionNorm);
        (string between, string ffnInput) = _operators.SkipNorm(second, before, attention);
        return (between, FeedForward($"layers.{layer}.mlp", ffnInput, weights));
    }

    private string FeedForward(string scope, string input, TinyLayerWeights weights)
    {
        string gate = _operators.MatMul($"{scope}.gate_proj", input, (weights.Gate, _options.FfnSize));
        string up = _operators.MatMul($"{scope}.up_proj", input, (weights.Up, _options.FfnSize));
        string path = GenAiOperators.PathOf(scope);
        string sigmoid = _operators.Add("Sigmoid", $"{path}/act_fn/Sigmoid", gate);
        string active = _operators.Add("Mul", $"{path}/act_fn/Mul", gate, _operators.Hidden(sigmoid, _options.FfnSize));
        string product = _operators.Add("Mul", $"{path}/Mul", _operators.Hidden(active, _options.FfnSize), up);
        return _operators.MatMul(
            $"{scope}.down_proj", _operators.Hidden(product, _options.FfnSize), (weights.Down, _options.Hidden));
    }

    /// <remarks>The builder lists all keys before all values, and leaves the head size symbolic.</remarks>
    private void DeclareInputsAndOutputs()
    {
        const string batch = "batch_size";
        const string total = "total_sequence_length";
        const string head = "kv_cache_dim";
        GraphBuilder graph = _operators.Graph;
        graph.Input("input_ids", DataType.Int64, batch, "sequence_length").Input(
            "attention_mask", DataType.Int64, batch, total)
            .Output("logits", DataType.Float, batch, "sequence_length", _options.Vocabulary);
        foreach (string part in (string[])["key", "value"])
        {
            for (int layer = 0; layer < _options.Layers; layer++)
            {
                graph.Input(
                    $"past_key_values.{layer}.{part}",
                    DataType.Float,
                    batch,
                    _options.KvHeads,
                    "past_sequence_length",
                    head)
                    .Output($"present.{layer}.{part}", DataType.Float, batch, _options.KvHeads, total, head);
            }
        }
    }
}
