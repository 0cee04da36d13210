using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Models that have more than one stream, or whose stream does not start from token ids.</summary>
internal static class StreamStructures
{
    private const int Hidden = StructureGraph.Hidden;

    /// <summary>Two streams in turns, as reversible networks have them.</summary>
    public static StructureModel TwoStreams()
    {
        StructureGraph graph = new(new HashSet<string>());
        StructureAttention attention = new(graph);
        string first = graph.Embed();
        string second = first;
        for (int layer = 0; layer < 2; layer++)
        {
            first = graph.Add(
                first, $"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/ln_1", second)));
            second = graph.Add(
                second, $"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/ln_2", first)));
        }

        return graph.Finish(graph.At("join").Op("Add", first, second));
    }

    /// <summary>Hyper-connections: copies of the stream that every layer mixes anew.</summary>
    public static StructureModel HyperConnections()
    {
        StructureGraph graph = new(new HashSet<string>());
        StructureAttention attention = new(graph);
        GraphScope model = graph.At("hyper");
        string streams = model.Concat(2, Enumerable.Repeat(model.Unsqueeze(graph.Embed(), 2), 2).ToArray());
        for (int layer = 0; layer < 2; layer++)
        {
            GraphScope scope = graph.At($"layers.{layer}");
            string mixed = scope.Node(
                "ReduceSum",
                scope.Op("Mul", streams, graph.Weight($"layers.{layer}.alpha", 2, 1)),
                scope.Vector(2)).With("keepdims", 0).Value;
            string branch =
                graph.Branch($"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/norm", mixed)));
            string spread = scope.Op("Mul", scope.Unsqueeze(branch, 2), graph.Weight($"layers.{layer}.beta", 2, 1));
            streams = scope.Op("Add", scope.Op("MatMul", graph.Weight($"layers.{layer}.mix", 2, 2), streams), spread);
        }

        return graph.Finish(model.Node("ReduceSum", streams, model.Vector(2)).With("keepdims", 0).Value);
    }

    /// <summary>AltUp of Gemma 3n: one of several streams runs through the layer, the others are predicted and
    /// corrected.</summary>
    public static StructureModel AltUp()
    {
        StructureGraph graph = new(new HashSet<string>());
        StructureAttention attention = new(graph);
        GraphScope model = graph.At("altup");
        string embedding = graph.Embed();
        string streams = model.Concat(
            0,
            model.Unsqueeze(embedding, 0),
            model.Unsqueeze(graph.Linear("altup/projection", embedding, Hidden, Hidden), 0));
        for (int layer = 0; layer < 2; layer++)
        {
            GraphScope scope = graph.At($"layers.{layer}");
            string router =
                scope.Op("Tanh", graph.Linear($"layers.{layer}/router", Active(scope, streams), Hidden, Hidden));
            string predicted = scope.Op("Add", streams, scope.Op("Mul", streams, router));
            string active = Active(scope, predicted);
            string attended = scope.Op(
                "Add",
                active,
                graph.Branch($"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/norm", active))));
            string innovation = scope.Op("Sub", attended, active);
            streams = scope.Op(
                "Add",
                predicted,
                scope.Op("Mul", scope.Unsqueeze(innovation, 0), graph.Weight($"layers.{layer}.correct", 2, 1, 1, 1)));
        }

        return graph.Finish(model.Node("ReduceMean", streams, model.Vector(0)).With("keepdims", 0).Value);
    }

    /// <summary>The decoder of a model for images and text: another file looks the token ids up.</summary>
    public static StructureModel FromVectors()
    {
        StructureGraph graph = new(new HashSet<string>());
        StructureAttention attention = new(graph) { TokenInput = "position_ids" };
        graph.Graph.Input("inputs_embeds", DataType.Float, "batch_size", "sequence_length", Hidden);
        graph.Graph.Input("position_ids", DataType.Int64, "batch_size", "sequence_length");
        string positions = graph.At("wpe").Op("Gather", graph.Weight("wpe", 64, Hidden), "position_ids");
        string stream = "inputs_embeds";
        for (int layer = 0; layer < 2; layer++)
        {
            string input = graph.At($"layers.{layer}")
                .Op("Mul", graph.RmsNorm($"layers.{layer}/norm", stream), positions);
            stream = graph.Add(stream, $"{layer}.attn", attention.Build(layer, input));
            stream = graph.Add(
                stream,
                $"{layer}.ffn",
                graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/norm_2", stream)));
        }

        return graph.Finish(stream);
    }

    /// <summary>The decoder of a translation model: every layer also attends to what an encoder wrote.</summary>
    public static StructureModel CrossAttention()
    {
        StructureGraph graph = new(new HashSet<string>());
        StructureAttention attention = new(graph);
        graph.Graph.Input("encoder_hidden_states", DataType.Float, "batch_size", "encoder_sequence_length", Hidden);
        string stream = graph.Embed();
        for (int layer = 0; layer < 2; layer++)
        {
            stream = graph.Add(
                stream, $"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/ln_1", stream)));
            GraphScope scope = graph.At($"layers.{layer}/cross");
            string query =
                graph.Linear($"layers.{layer}/cross/q", graph.RmsNorm($"layers.{layer}/ln_2", stream), Hidden, Hidden);
            string keys = graph.Linear($"layers.{layer}/cross/k", "encoder_hidden_states", Hidden, Hidden);
            string values = graph.Linear($"layers.{layer}/cross/v", "encoder_hidden_states", Hidden, Hidden);
            string shares =
                scope.Node("Softmax", scope.Op("MatMul", query, scope.Transpose(keys, 0, 2, 1))).With("axis", -1).Value;
            stream = scope.Op("Add", stream, scope.Op("MatMul", shares, values));
            stream = graph.Add(
                stream,
                $"{layer}.ffn",
                graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/ln_3", stream)));
        }

        return graph.Finish(stream);
    }

    private static string Active(GraphScope scope, string streams) =>
        scope.Node("Gather", streams, scope.Scalar(0L)).With("axis", 0).Value;
}
