using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Structures;

/// <summary>Where norms and scales stand around a residual, with plain operators.</summary>
internal static class PlainStructures
{
    private const int Layers = 3;

    /// <summary>OLMo-2: a norm closes each branch, none opens it.</summary>
    public static StructureModel Olmo2(
        IReadOnlySet<string> nulled) => Build(nulled, (graph, attention, layer, stream) =>
    {
        stream = graph.Add(
            stream,
            $"{layer}.attn",
            graph.RmsNorm($"layers.{layer}/post_attention_layernorm", attention.Build(layer, stream)));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.RmsNorm($"layers.{layer}/post_feedforward_layernorm", graph.Ffn($"layers.{layer}/mlp", stream)));
    });

    /// <summary>The first GPT and BERT: the norm after the addition is in the stream; DeepNorm scales the stream as
    /// well.</summary>
    public static StructureModel PostNorm(
        IReadOnlySet<string> nulled, float alpha) => Build(nulled, (graph, attention, layer, stream) =>
    {
        string Scaled(string value) =>
            alpha == 1 ? value : StructureGraph.Scale(graph.At($"layers.{layer}/deepnorm"), value, alpha);
        stream = graph.LayerNorm(
            $"layers.{layer}/ln_1", graph.Add(Scaled(stream), $"{layer}.attn", attention.Build(layer, stream)));
        return graph.LayerNorm(
            $"layers.{layer}/ln_2",
            graph.Add(Scaled(stream), $"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", stream)));
    });

    /// <summary>Cohere, GPT-J, StableLM 2: both branches read one norm.</summary>
    public static StructureModel Parallel(
        IReadOnlySet<string> nulled) => Build(nulled, (graph, attention, layer, stream) =>
    {
        GraphScope scope = graph.At($"layers.{layer}");
        string normal = graph.LayerNorm($"layers.{layer}/input_layernorm", stream);
        string sum = graph.Add(stream, $"{layer}.attn", attention.Build(layer, normal));
        return scope.Op("Add", sum, graph.Branch($"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", normal)));
    });

    /// <summary>Gemma 3: norms before and after each branch, and on queries and keys; the embedding is
    /// scaled.</summary>
    public static StructureModel Sandwich(
        IReadOnlySet<string> nulled) => Build(nulled, (graph, attention, layer, stream) =>
    {
        stream = layer == 0 ? StructureGraph.Scale(graph.At("embed_tokens"), stream, 4) : stream;
        string attended = attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream));
        stream =
            graph.Add(stream, $"{layer}.attn", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", attended));
        string fed =
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/pre_feedforward_layernorm", stream));
        return graph.Add(stream, $"{layer}.ffn", graph.RmsNorm($"layers.{layer}/post_feedforward_layernorm", fed));
    });

    /// <summary>Granite and MiniCPM: embedding and branches times a constant.</summary>
    public static StructureModel Granite(
        IReadOnlySet<string> nulled) => Build(nulled, (graph, attention, layer, stream) =>
    {
        GraphScope scope = graph.At($"layers.{layer}");
        stream = layer == 0 ? StructureGraph.Scale(graph.At("embed_tokens"), stream, 3) : stream;
        string attended = attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream));
        stream = graph.Add(stream, $"{layer}.attn", StructureGraph.Scale(scope, attended, 0.4f));
        string fed =
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream));
        return graph.Add(stream, $"{layer}.ffn", StructureGraph.Scale(scope, fed, 0.4f));
    });

    /// <summary>LayerScale: branches times a learned vector; the residuals of nanoGPT's speedruns: the stream times a
    /// learned number too.</summary>
    public static StructureModel LayerScale(
        IReadOnlySet<string> nulled) => Build(nulled, (graph, attention, layer, stream) =>
    {
        GraphScope scope = graph.At($"layers.{layer}");
        string attended = attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream));
        stream = graph.Add(
            stream,
            $"{layer}.attn",
            scope.Op("Mul", attended, graph.Weight($"layers.{layer}.gamma_1", StructureGraph.Hidden)));
        stream = scope.Op("Mul", graph.Weight($"layers.{layer}.lambda", 1), stream);
        string fed =
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            scope.Op("Mul", graph.Weight($"layers.{layer}.gamma_2", StructureGraph.Hidden), fed));
    });

    /// <summary>Several layers of one form.</summary>
    public static StructureModel Build(
        IReadOnlySet<string> nulled, Func<StructureGraph, StructureAttention, int, string, string> layer)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph) { HasNorms = true };
        string stream = graph.Embed();
        for (int number = 0; number < Layers; number++)
        {
            stream = layer(graph, attention, number, stream);
        }

        return graph.Finish(stream);
    }
}
