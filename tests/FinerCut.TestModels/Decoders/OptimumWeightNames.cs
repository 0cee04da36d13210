using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Decoders;

/// <summary>Adds a decoder's initialisers in optimum's order: named parameters first, then transposed matrices with numbers.</summary>
internal sealed class OptimumWeightNames
{
    private readonly GraphBuilder _graph;

    public OptimumWeightNames(GraphBuilder graph, TinyDecoderOptions options, TinyDecoderWeights weights)
    {
        _graph = graph;
        Embedding = graph.Initializer("model.embed_tokens.weight", weights.Embedding, options.Vocabulary, options.Hidden);
        (string Input, string PostAttention)[] norms = [.. weights.Layers.Select((layer, index) => AddNorms(layer, index))];
        FinalNorm = AddNorm("model.norm.weight", weights.FinalNorm);
        Layers = [.. weights.Layers.Select((layer, index) => AddMatrices(options, layer, norms[index]))];
        Head = AddMatrix(weights.Head, options.Hidden);
    }

    public string Embedding { get; }

    public IReadOnlyList<OptimumLayerNames> Layers { get; }

    public string FinalNorm { get; }

    public string Head { get; }

    private (string Input, string PostAttention) AddNorms(TinyLayerWeights layer, int index) =>
        (AddNorm($"model.layers.{index}.input_layernorm.weight", layer.InputNorm),
         AddNorm($"model.layers.{index}.post_attention_layernorm.weight", layer.PostAttentionNorm));

    private string AddNorm(string name, float[] values) => _graph.Initializer(name, values, values.Length);

    private OptimumLayerNames AddMatrices(TinyDecoderOptions options, TinyLayerWeights layer, (string Input, string PostAttention) norms) =>
        new(norms.Input, norms.PostAttention)
        {
            Query = AddMatrix(layer.Query, options.Hidden),
            Key = AddMatrix(layer.Key, options.Hidden),
            Value = AddMatrix(layer.Value, options.Hidden),
            AttentionOutput = AddMatrix(layer.AttentionOutput, options.QueryWidth),
            Gate = AddMatrix(layer.Gate, options.Hidden),
            Up = AddMatrix(layer.Up, options.Hidden),
            Down = AddMatrix(layer.Down, options.FfnSize),
        };

    private string AddMatrix(float[] values, int inputs) =>
        _graph.Initializer($"onnx::MatMul_{1000 + _graph.Graph.Initializer.Count}", values, inputs, values.Length / inputs);
}
