using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Decoders;

/// <summary>Adds a decoder's initialisers in optimum's order: named parameters first, then transposed matrices with
/// numbers.</summary>
internal sealed class OptimumWeightNames
{
    private readonly GraphBuilder _graph;
    private readonly TinyDecoderOptions _options;

    public OptimumWeightNames(GraphBuilder graph, TinyDecoderOptions options, TinyDecoderWeights weights)
    {
        (_graph, _options) = (graph, options);
        Embedding =
            graph.Initializer("model.embed_tokens.weight", weights.Embedding, options.Vocabulary, options.Hidden);
        (string Input, string PostAttention)[] norms =
            [.. weights.Layers.Select((layer, index) => AddNorms(layer, index))];
        FinalNorm = AddNorm("model.norm.weight", weights.FinalNorm);
        Layers = [.. weights.Layers.Select((layer, index) => AddMatrices(layer, norms[index]))];
        Head = AddMatrix(weights.Head, options.Hidden, options.Vocabulary);
    }

    public string Embedding { get; }

    public IReadOnlyList<OptimumLayerNames> Layers { get; }

    public string FinalNorm { get; }

    public string Head { get; }

    private (string Input, string PostAttention) AddNorms(TinyLayerWeights layer, int index) =>
        (AddNorm($"model.layers.{index}.input_layernorm.weight", layer.InputNorm),
         AddNorm($"model.layers.{index}.post_attention_layernorm.weight", layer.PostAttentionNorm));

    private string AddNorm(string name, float[] values) => _graph.Initializer(name, values, _options.Hidden);

    private OptimumLayerNames AddMatrices(TinyLayerWeights layer, (string Input, string PostAttention) norms) =>
        new(norms.Input, norms.PostAttention)
        {
            Query = AddMatrix(layer.Query, _options.Hidden, _options.QueryWidth),
            Key = AddMatrix(layer.Key, _options.Hidden, _options.KvWidth),
            Value = AddMatrix(layer.Value, _options.Hidden, _options.KvWidth),
            AttentionOutput = AddMatrix(layer.AttentionOutput, _options.QueryWidth, _options.Hidden),
            Gate = AddMatrix(layer.Gate, _options.Hidden, _options.FfnSize),
            Up = AddMatrix(layer.Up, _options.Hidden, _options.FfnSize),
            Down = AddMatrix(layer.Down, _options.FfnSize, _options.Hidden),
        };

    private string AddMatrix(float[] values, int inputs, int outputs) =>
        _graph.Initializer($"onnx::MatMul_{1000 + _graph.Graph.Initializer.Count}", values, inputs, outputs);
}
