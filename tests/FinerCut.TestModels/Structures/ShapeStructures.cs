using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Layers that ask values of earlier layers for their shape.</summary>
internal static class ShapeStructures
{
    private const int Layers = 3;
    private const int Hidden = StructureGraph.Hidden;
    private const int EmbeddingSize = 12;
    private const int Positions = 64;

    /// <summary>OPT-350m: the norm comes after the addition, a feed-forward network works on rows of all sequences,
    /// and its sum gets the shape back that the norm before it has; states are projected from and to the width of the
    /// embedding.</summary>
    public static StructureModel Opt350(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string stream = Start(graph);
        for (int layer = 0; layer < Layers; layer++)
        {
            stream = graph.LayerNorm(
                $"layers.{layer}/self_attn_layer_norm",
                graph.Add(stream, $"{layer}.attn", attention.Build(layer, stream)));
            GraphScope scope = graph.At($"layers.{layer}");
            string rows = Rows(scope, stream);
            string sum = graph.Add(rows, $"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", rows));
            stream = graph.LayerNorm($"layers.{layer}/final_layer_norm", scope.Reshape(sum, scope.Op("Shape", stream)));
        }

        return Finish(graph, stream);
    }

    /// <summary>The same by ONNX Runtime's optimizer: norms are operators, fused with the addition where it has the
    /// shape of the stream.</summary>
    public static StructureModel Opt350Fused(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        FusedParts parts = new(graph);
        string stream = Start(graph);
        parts.AddLengths();
        for (int layer = 0; layer < Layers; layer++)
        {
            stream = parts.SkipLayerNorm(
                $"layers.{layer}/self_attn_layer_norm", graph.Branch($"{layer}.attn", parts.Attention(layer, stream)),
                stream);
            GraphScope scope = graph.At($"layers.{layer}");
            string rows = Rows(scope, stream);
            string sum = graph.Add(rows, $"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", rows));
            string whole = scope.Reshape(sum, scope.Op("Shape", stream));
            stream = scope.Node("LayerNormalization", whole, graph.Weight($"layers.{layer}.norm", Hidden),
                graph.Weight($"layers.{layer}.shift", Hidden)).With("epsilon", 1e-5f).Value;
        }

        return Finish(graph, stream);
    }

    /// <summary>Every layer lays its feed-forward network out by the shape of what the first attention adds, as after a
    /// search for equal shapes.</summary>
    public static StructureModel EarlyShape(IReadOnlySet<string> nulled)
    {
        string? shape = null;
        return PlainStructures.Build(nulled, (graph, attention, layer, stream) =>
        {
            GraphScope scope = graph.At($"layers.{layer}");
            string attended = attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream));
            shape ??= scope.Op("Shape", attended);
            stream = graph.Add(stream, $"{layer}.attn", attended);
            string rows = Rows(scope, graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream));
            return graph.Add(stream, $"{layer}.ffn", scope.Reshape(graph.Ffn($"layers.{layer}/mlp", rows), shape));
        });
    }

    /// <summary>Every layer lays its feed-forward network out by the shape of the first one's inner values, which no
    /// other value has.</summary>
    public static StructureModel InnerShape(IReadOnlySet<string> nulled)
    {
        string? shape = null;
        return PlainStructures.Build(nulled, (graph, attention, layer, stream) =>
        {
            GraphScope scope = graph.At($"layers.{layer}");
            stream = graph.Add(
                stream, $"{layer}.attn",
                attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream)));
            string rows = Rows(scope, graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream));
            string wide = graph.Linear($"layers.{layer}/mlp/up_proj", rows, Hidden, StructureGraph.FfnSize);
            string active = scope.Op("Mul", wide, scope.Op("Sigmoid", wide));
            shape ??= scope.Op("Shape", wide);
            string down = graph.Linear($"layers.{layer}/mlp/down_proj", scope.Reshape(active, shape),
                StructureGraph.FfnSize, Hidden);
            return graph.Add(stream, $"{layer}.ffn", scope.Reshape(down, scope.Op("Shape", stream)));
        });
    }

    /// <summary>Every later layer takes the number of all tokens from the keys of the first one; what it divides by
    /// comes to 1.</summary>
    public static StructureModel EarlyLength(IReadOnlySet<string> nulled)
    {
        string? length = null;
        return PlainStructures.Build(nulled, (graph, attention, layer, stream) =>
        {
            GraphScope scope = graph.At($"layers.{layer}");
            string attended = attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream));
            length ??= scope.Cast(scope.SizeOf("present.0.key", 2), DataType.Float);
            stream = graph.Add(stream, $"{layer}.attn", attended);
            string fed = graph.Ffn(
                $"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream));
            return graph.Add(stream, $"{layer}.ffn", scope.Op("Div", fed, scope.Op("Min", length, scope.Scalar(1f))));
        });
    }

    private static string Start(StructureGraph graph)
    {
        string ids = graph.Embed(EmbeddingSize);
        string stream = graph.Linear("project_in", ids, EmbeddingSize, Hidden);
        GraphScope scope = graph.At("embed_positions");
        string past = scope.Op("Sub", scope.SizeOf("attention_mask", 1), scope.SizeOf("input_ids", 1));
        string places = scope.Op("Range", past, scope.SizeOf("attention_mask", 1), scope.Scalar(1L));
        return scope.Op("Add", stream, scope.Op("Gather", graph.Weight("embed_positions", Positions, Hidden), places));
    }

    private static StructureModel Finish(StructureGraph graph, string stream)
    {
        graph.Logits(graph.Linear("project_out", stream, Hidden, EmbeddingSize), "logits", EmbeddingSize);
        return graph.Finish();
    }

    private static string Rows(GraphScope scope, string stream) => scope.Reshape(stream, scope.Vector(-1, Hidden));
}
