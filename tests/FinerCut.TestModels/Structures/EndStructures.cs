using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>A tiny decoder whose end is chosen: which positions it answers for, and with what.</summary>
public static class EndStructures
{
    private const int Hidden = StructureGraph.Hidden;
    private const int Vocabulary = StructureGraph.Vocabulary;
    private const int Layers = 2;

    /// <summary>The end that answers for all positions, the oracle of the others.</summary>
    public const string Whole = "all";

    /// <summary>One that also answers for all, by a slice that takes nothing away.</summary>
    public const string Sliced = "all-by-slice";

    private static readonly Dictionary<string, Func<StructureGraph, GraphScope, string, string>> Ends = new()
    {
        [Whole] = (graph, _, stream) => Product(graph, Norm(graph, stream)),
        [Sliced] = (graph, scope, stream) => Product(graph, SliceAll(scope, Norm(graph, stream), 1)),
        ["gather-scalar"] = (graph, scope, stream) =>
            Product(graph, scope.Unsqueeze(Gather(scope, Norm(graph, stream), scope.Scalar(-1L)), 1)),
        ["gather-list"] = (graph, scope, stream) =>
            Product(graph, Gather(scope, Norm(graph, stream), scope.Vector(-1))),
        ["gather-negative-axis"] = (graph, scope, stream) =>
            Product(graph, scope.Node("Gather", Norm(graph, stream), scope.Vector(-1)).With("axis", -2).Value),
        ["gather-length"] = (graph, scope, stream) => Product(graph, Gather(scope, Norm(graph, stream), Last(scope))),
        ["gather-shape-of-stream"] = (graph, scope, stream) =>
            Product(graph, Gather(scope, Norm(graph, stream), Before(scope, scope.SizeOf(stream, 1)))),
        ["gather-after-head"] = (graph, scope, stream) =>
            Gather(scope, Product(graph, Norm(graph, stream)), scope.Vector(-1)),
        ["slice"] = (graph, scope, stream) =>
            Product(graph, Slice(scope, Norm(graph, stream), scope.Vector(-1), scope.Vector(long.MaxValue))),
        ["slice-backwards"] = (graph, scope, stream) =>
            Product(graph, scope.Op(
                "Slice", Norm(graph, stream), scope.Vector(-1), scope.Vector(-2), scope.Vector(1), scope.Vector(-1))),
        ["slice-before-norm"] = (graph, scope, stream) =>
            Product(graph, Norm(graph, Slice(scope, stream, scope.Vector(-1), scope.Vector(int.MaxValue)))),
        ["slice-computed"] = (graph, scope, stream) =>
            Product(graph, Slice(scope, Norm(graph, stream), Last(scope), scope.Unsqueeze(Length(scope), 0))),
        ["slices"] = (graph, scope, stream) => Product(graph, Slices(scope, Norm(graph, stream))),
        ["gather-elements"] = (graph, scope, stream) => Product(graph, Elements(scope, Norm(graph, stream))),
        ["gather-nd"] = (graph, scope, stream) =>
            Product(graph, scope.Unsqueeze(ByMask(scope, Norm(graph, stream)), 1)),
        ["gather-flat"] = (graph, scope, stream) =>
            Product(graph, scope.Unsqueeze(Flat(scope, Norm(graph, stream)), 1)),
    };

    /// <summary>The names of ends that answer for the last position alone.</summary>
    public static IEnumerable<string> LastPositions => Ends.Keys.Where(name => name is not Whole and not Sliced);

    /// <summary>Builds one of them, or <see cref="Whole"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nulled">Sublayers that add nothing to the stream.</param>
    public static StructureModel Build(string name, params string[] nulled) => Build(nulled, (graph, stream) =>
    {
        string answer = Ends[name](graph, graph.At("lm_head"), stream);
        graph.Graph.Node("Identity", "/lm_head/output", "logits").Reads(answer);
        Dimension tokens = name is Whole or Sliced ? "sequence_length" : 1;
        graph.Graph.Output("logits", DataType.Float, "batch_size", tokens, Vocabulary);
    });

    /// <summary>One that answers for the position before the last.</summary>
    public static StructureModel Earlier() => Build([], (graph, stream) =>
    {
        GraphScope scope = graph.At("lm_head");
        string second = Gather(scope, Norm(graph, stream), scope.Vector(-2));
        graph.Graph.Node("Identity", "/lm_head/output", "logits").Reads(Product(graph, second));
        graph.Graph.Output("logits", DataType.Float, "batch_size", 1, Vocabulary);
    });

    /// <summary>One that answers with the mean over all positions, in a way that no selection makes.</summary>
    public static StructureModel Mean() => Build([], (graph, stream) =>
    {
        string mean = graph.At("lm_head").Node("ReduceMean", Norm(graph, stream), graph.At("lm_head").Vector(1))
            .With("keepdims", 1).Value;
        graph.Graph.Node("Identity", "/lm_head/output", "logits").Reads(Product(graph, mean));
        graph.Graph.Output("logits", DataType.Float, "batch_size", 1, Vocabulary);
    });

    /// <summary>One without a head, whose output are hidden states.</summary>
    /// <param name="output">Name of the output.</param>
    /// <param name="nulled">Sublayers that add nothing to the stream.</param>
    public static StructureModel Headless(string output, params string[] nulled) => Build(nulled, (graph, stream) =>
    {
        graph.Graph.Node("Identity", "/model/output", output).Reads(Norm(graph, stream));
        graph.Graph.Output(output, DataType.Float, "batch_size", "sequence_length", Hidden);
    });

    /// <summary>One that knows some positions and no more: a table of them is in the graph, and nothing else
    /// tells.</summary>
    /// <param name="positions">Rows of the table.</param>
    public static StructureModel Limited(int positions) => Build([], (graph, stream) =>
    {
        string answer = Ends[Whole](graph, graph.At("lm_head"), stream);
        graph.Graph.Node("Identity", "/lm_head/output", "logits").Reads(answer);
        graph.Graph.Output("logits", DataType.Float, "batch_size", "sequence_length", Vocabulary);
    }, positions);

    private static StructureModel Build(IEnumerable<string> nulled, Action<StructureGraph, string> end,
        int? positions = null)
    {
        StructureGraph graph = new(nulled.ToHashSet());
        StructureAttention attention = new(graph);
        string stream = graph.Embed();
        if (positions is { } count)
        {
            GraphScope scope = graph.At("embed_positions");
            string total = scope.SizeOf("attention_mask", 1);
            string places = scope.Op("Range", scope.Op("Sub", total, scope.SizeOf("input_ids", 1)), total,
                scope.Scalar(1L));
            stream = scope.Op(
                "Add", stream, scope.Op("Gather", graph.Weight("embed_positions", count, Hidden), places));
        }

        for (int layer = 0; layer < Layers; layer++)
        {
            stream = graph.Add(
                stream, $"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/ln_1", stream)));
            stream = graph.Add(
                stream, $"{layer}.ffn",
                graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/ln_2", stream)));
        }

        end(graph, stream);
        return graph.Finish();
    }

    private static string Norm(StructureGraph graph, string stream) => graph.RmsNorm("norm", stream);

    private static string Product(StructureGraph graph, string states) =>
        graph.At("lm_head").Op("MatMul", states, graph.Weight("lm_head", Hidden, Vocabulary));

    private static string Gather(GraphScope scope, string states, string index) =>
        scope.Node("Gather", states, index).With("axis", 1).Value;

    private static string Slice(GraphScope scope, string states, string from, string to) =>
        scope.Op("Slice", states, from, to, scope.Vector(1));

    private static string SliceAll(GraphScope scope, string states, long axis) =>
        scope.Op("Slice", states, scope.Vector(0), scope.Vector(long.MaxValue), scope.Vector(axis));

    /// <summary>As exporters write it that give each axis a slice of its own.</summary>
    private static string Slices(GraphScope scope, string states)
    {
        string last = Slice(scope, SliceAll(scope, states, 0), scope.Vector(-1), scope.Vector(long.MaxValue));
        return SliceAll(scope, last, 2);
    }

    private static string ByMask(GraphScope scope, string states) =>
        scope.Node("GatherND", states, LastOfMask(scope)).With("batch_dims", 1).Value;

    private static string Length(GraphScope scope) => scope.SizeOf("input_ids", 1);

    /// <summary>The number of tokens in the call less one, in a list.</summary>
    private static string Last(GraphScope scope) => Before(scope, Length(scope));

    private static string Before(GraphScope scope, string length) =>
        scope.Unsqueeze(scope.Op("Sub", length, scope.Scalar(1L)), 0);

    /// <summary>For each sequence the last token that the mask shows, shape <c>[batch, 1]</c>, counted within the
    /// call.</summary>
    private static string LastOfMask(GraphScope scope)
    {
        string shown = scope.Node("ReduceSum", "attention_mask", scope.Vector(1)).With("keepdims", 1).Value;
        string past = scope.Op("Sub", scope.SizeOf("attention_mask", 1), scope.SizeOf("input_ids", 1));
        return scope.Op("Sub", scope.Op("Sub", shown, past), scope.Scalar(1L));
    }

    private static string Elements(GraphScope scope, string states)
    {
        string index = scope.Unsqueeze(LastOfMask(scope), 2);
        string wide = scope.Op("Expand", index, scope.Vector(1, 1, Hidden));
        return scope.Node("GatherElements", states, wide).With("axis", 1).Value;
    }

    private static string Flat(GraphScope scope, string states)
    {
        string rows = scope.Reshape(states, scope.Vector(-1, Hidden));
        string batch = scope.Op("Range", scope.Scalar(0L), scope.SizeOf("input_ids", 0), scope.Scalar(1L));
        string first = scope.Op("Mul", batch, scope.SizeOf("input_ids", 1));
        string last = scope.Op("Squeeze", LastOfMask(scope), scope.Vector(1));
        return scope.Node("Gather", rows, scope.Op("Add", first, last)).With("axis", 0).Value;
    }
}
