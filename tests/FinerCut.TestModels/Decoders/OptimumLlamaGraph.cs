using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>A Llama decoder as optimum exports it through TorchScript, operator by operator.</summary>
internal sealed class OptimumLlamaGraph
{
    private readonly TinyDecoderOptions _options;
    private readonly GraphBuilder _graph = new("main_graph");
    private readonly OptimumWeightNames _names;
    private readonly OptimumAttention _attention;

    private OptimumLlamaGraph(TinyDecoderOptions options, TinyDecoderWeights weights)
    {
        _options = options;
        _names = new OptimumWeightNames(_graph, options, weights);
        _attention = new OptimumAttention(options);
    }

    public static ModelProto Build(TinyDecoderOptions options, TinyDecoderWeights weights) =>
        new OptimumLlamaGraph(options, weights).Build();

    private ModelProto Build()
    {
        DeclareInputsAndOutputs();
        GraphScope model = _graph.Scope("/model");
        string embedding = model.Scope("embed_tokens").Op("Gather", _names.Embedding, "input_ids");
        string mask = OptimumMask.Build(model, embedding);
        OptimumRotary rotary = OptimumRotary.Build(model.Scope("rotary_emb"), _options.HeadSize);
        string stream = embedding;
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            stream = AddLayer(layer, stream, new AttentionContext(mask, rotary));
        }

        (_, string final) = Norm(model.Scope("norm"), stream, _names.FinalNorm);
        _graph.Scope("/lm_head").Node("MatMul", final, _names.Head).Writes("logits");
        return _graph.ToModel(new()
        {
            IrVersion = 8,
            ProducerName = "pytorch",
            ProducerVersion = "2.13.0",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 18 } },
        });
    }

    private string AddLayer(int layer, string input, AttentionContext context)
    {
        GraphScope scope = _graph.Scope($"/model/layers.{layer}");
        OptimumLayerNames names = _names.Layers[layer];
        (string before, string attentionInput) = Norm(scope.Scope("input_layernorm"), input, names.InputNorm);
        string attention =
            _attention.Build(scope.Scope("self_attn"), new AttentionRequest(layer, attentionInput, names), context);
        string between = scope.Op("Add", before, attention);
        (string kept, string ffnInput) =
            Norm(scope.Scope("post_attention_layernorm"), between, names.PostAttentionNorm);
        return scope.Op("Add", kept, FeedForward(scope.Scope("mlp"), ffnInput, names));
    }

    private static string FeedForward(GraphScope scope, string input, OptimumLayerNames names)
    {
        string gate = scope.Scope("gate_proj").Op("MatMul", input, names.Gate);
        GraphScope activation = scope.Scope("act_fn");
        string active = activation.Op("Mul", gate, activation.Op("Sigmoid", gate));
        string up = scope.Scope("up_proj").Op("MatMul", input, names.Up);
        return scope.Scope("down_proj").Op("MatMul", scope.Op("Mul", active, up), names.Down);
    }

    /// <summary>An RMSNorm in float32: the stream itself runs through its first Cast, whose output the residual reads
    /// too.</summary>
    private static (string Stream, string Normalised) Norm(GraphScope scope, string input, string weight)
    {
        string stream = scope.Cast(input, DataType.Float);
        string square = scope.Op("Pow", stream, scope.Scalar(2f));
        string mean = scope.Node("ReduceMean", square, scope.Vector(-1)).With("keepdims", 1).Value;
        string root = scope.Op("Sqrt", scope.Op("Add", mean, scope.Scalar(TinyDecoderOptions.NormEpsilon)));
        string scaled = scope.Op("Mul", stream, scope.Op("Div", scope.Scalar(1f), root));
        return (stream, scope.Op("Mul", weight, scope.Cast(scaled, DataType.Float)));
    }

    private void DeclareInputsAndOutputs()
    {
        const string batch = "batch_size";
        const string sequence = "sequence_length";
        const string past = "past_sequence_length";
        const string total = "past_sequence_length + sequence_length";
        _graph.Input("input_ids", DataType.Int64, batch, sequence)
            .Input("attention_mask", DataType.Int64, batch, total)
            .Input("position_ids", DataType.Int64, batch, sequence)
            .Output("logits", DataType.Float, batch, sequence, _options.Vocabulary);
        for (int layer = 0; layer < _options.Layers; layer++)
        {
            foreach (string part in (string[])["key", "value"])
            {
                _graph.Input(
                    $"past_key_values.{layer}.{part}", DataType.Float, batch, _options.KvHeads, past, _options.HeadSize)
                    .Output(
                        $"present.{layer}.{part}", DataType.Float, batch, _options.KvHeads, total, _options.HeadSize);
            }
        }
    }
}
