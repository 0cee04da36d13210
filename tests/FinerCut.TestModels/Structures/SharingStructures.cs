using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Layers that read more of each other than the stream.</summary>
internal static class SharingStructures
{
    private const int Hidden = StructureGraph.Hidden;

    /// <summary>Gemma 3n and cross-layer attention: layers 2 and 3 have queries alone, over the keys and values of
    /// layer 1.</summary>
    public static StructureModel SharedCaches(IReadOnlySet<string> nulled)
    {
        (string Keys, string Values) shared = default;
        return Layers(nulled, 4, (graph, attention, layer, input) =>
        {
            shared = layer < 2 ? attention.Cached(
                layer, attention.Project(layer, "k_proj", input), attention.Project(layer, "v_proj", input)) : shared;
            return attention.Attend(layer, input, shared.Keys, shared.Values);
        });
    }

    /// <summary>Value residuals: every layer adds some of the first layer's values to its own, before they are
    /// cached.</summary>
    public static StructureModel ValueResidual(IReadOnlySet<string> nulled)
    {
        string? first = null;
        return Layers(nulled, 3, (graph, attention, layer, input) =>
        {
            GraphScope scope = graph.At($"layers.{layer}/self_attn");
            string own = attention.Project(layer, "v_proj", input);
            first ??= own;
            string mixed = layer == 0
                ? own
                : scope.Op("Add", StructureGraph.Scale(scope, own, 0.6f), StructureGraph.Scale(scope, first, 0.4f));
            (string keys, string values) = attention.Cached(layer, attention.Project(layer, "k_proj", input), mixed);
            return attention.Attend(layer, input, keys, values);
        });
    }

    /// <summary>ALBERT: all layers have the same weights.</summary>
    public static StructureModel TiedLayers(IReadOnlySet<string> nulled)
    {
        StructureModel model = Layers(nulled, 3, (graph, attention, layer, input) => attention.Build(layer, input));
        Dictionary<string, string> first = [];
        foreach (string name in model.Model.Graph.Initializer
            .Select(tensor => tensor.Name)
            .Where(name => name.StartsWith("model.layers.", StringComparison.Ordinal)))
        {
            first[name] = string.Concat("model.layers.0", name.AsSpan(name.IndexOf('.', "model.layers.".Length)));
        }

        foreach (Protos.NodeProto node in model.Model.Graph.Node)
        {
            string[] inputs = [.. node.Input.Select(name => first.GetValueOrDefault(name, name))];
            node.Input.Clear();
            node.Input.Add(inputs);
        }

        List<Protos.TensorProto> unused = [.. model.Model.Graph.Initializer
            .Where(tensor => first.TryGetValue(tensor.Name, out string? name) && name != tensor.Name)];
        unused.ForEach(tensor => model.Model.Graph.Initializer.Remove(tensor));
        return model;
    }

    /// <summary>The stream between layers as outputs of the model, and a second head in the middle, as early exits have
    /// it.</summary>
    public static StructureModel ExtraOutputs(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string stream = graph.Embed();
        for (int layer = 0; layer < 3; layer++)
        {
            stream = Layer(graph, layer, stream, input => attention.Build(layer, input));
            graph.Graph.Output(stream, DataType.Float, "batch_size", "sequence_length", Hidden);
            if (layer == 1)
            {
                graph.Logits(graph.RmsNorm("early_exit", stream), "exit_logits");
            }
        }

        graph.Logits(graph.RmsNorm("mtp", graph.Ffn("mtp/mlp", stream)), "mtp_logits");
        return graph.Finish(stream);
    }

    /// <summary>The softmax of every attention as an output.</summary>
    public static StructureModel ShownAttentions(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph) { ShowsWeights = true };
        string stream = graph.Embed();
        for (int layer = 0; layer < 2; layer++)
        {
            stream = Layer(graph, layer, stream, input => attention.Build(layer, input));
        }

        return graph.Finish(stream);
    }

    /// <summary>Skips between layers as in a U-Net: the last layers get what the first ones saw; and the embedding once
    /// more at every layer.</summary>
    public static StructureModel Skips(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string start = graph.RmsNorm("embed_norm", graph.Embed());
        Stack<string> skips = [];
        string stream = start;
        for (int layer = 0; layer < 4; layer++)
        {
            GraphScope scope = graph.At($"layers.{layer}");
            stream = layer < 2 ? stream : scope.Op("Add", stream, StructureGraph.Scale(scope, skips.Pop(), 0.5f));
            stream =
                scope.Op("Add", StructureGraph.Scale(scope, stream, 0.9f), StructureGraph.Scale(scope, start, 0.1f));
            stream = Layer(graph, layer, stream, input => attention.Build(layer, input));
            skips.Push(stream);
        }

        return graph.Finish(stream);
    }

    private static StructureModel Layers(
        IReadOnlySet<string> nulled, int layers, Func<StructureGraph, StructureAttention, int, string, string> attend)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string stream = graph.Embed();
        for (int layer = 0; layer < layers; layer++)
        {
            stream = Layer(graph, layer, stream, input => attend(graph, attention, layer, input));
        }

        return graph.Finish(stream);
    }

    private static string Layer(StructureGraph graph, int layer, string stream, Func<string, string> attend)
    {
        stream = graph.Add(stream, $"{layer}.attn", attend(graph.RmsNorm($"layers.{layer}/input_layernorm", stream)));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream)));
    }
}
