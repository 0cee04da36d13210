using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Structures;

/// <summary>Mixtures of experts: the router's softmax makes no attention of them.</summary>
internal static class ExpertStructures
{
    private const int Experts = 4;
    private const int Chosen = 2;
    private const int Hidden = StructureGraph.Hidden;
    private const int FfnSize = StructureGraph.FfnSize;

    /// <summary>The fused operator of ONNX Runtime.</summary>
    public static StructureModel Fused(IReadOnlySet<string> nulled) => Build(nulled, (graph, layer, input) =>
    {
        GraphScope scope = graph.At($"layers.{layer}/moe");
        string router = scope.Reshape(
            graph.Linear($"layers.{layer}/moe/router", input, Hidden, Experts), scope.Vector(-1, Experts));
        string up = graph.Weight($"layers.{layer}.moe.fc1", Experts, FfnSize, Hidden);
        string down = graph.Weight($"layers.{layer}.moe.fc2", Experts, Hidden, FfnSize);
        return scope.Node("MoE", input, router, up, "", down).In("com.microsoft")
            .With("k", Chosen).With("activation_type", "gelu").With("normalize_routing_weights", 1).Value;
    });

    /// <summary>GPT-OSS in operators: the chosen experts' weights are gathered, so that products have two operands that
    /// depend on the stream.</summary>
    public static StructureModel Gathered(IReadOnlySet<string> nulled) => Build(nulled, (graph, layer, input) =>
    {
        GraphScope scope = graph.At($"layers.{layer}/moe");
        string router = graph.Linear($"layers.{layer}/moe/router", input, Hidden, Experts);
        scope.Node("TopK", router, scope.Vector(Chosen))
            .With("axis", -1)
            .Writes($"moe.{layer}.scores", $"moe.{layer}.experts");
        string shares = scope.Node("Softmax", $"moe.{layer}.scores").With("axis", -1).Value;
        string rows = scope.Unsqueeze(scope.Unsqueeze(input, 2), 3);
        string up = scope.Op(
            "Gather", graph.Weight($"layers.{layer}.moe.up", Experts, Hidden, FfnSize), $"moe.{layer}.experts");
        string down = scope.Op(
            "Gather", graph.Weight($"layers.{layer}.moe.down", Experts, FfnSize, Hidden), $"moe.{layer}.experts");
        string inner = scope.Op("MatMul", rows, up);
        string outer = scope.Op("MatMul", scope.Op("Mul", inner, scope.Op("Sigmoid", inner)), down);
        string weighted = scope.Op("Mul", outer, scope.Unsqueeze(scope.Unsqueeze(shares, 3), 4));
        return scope.Reshape(
            scope.Node("ReduceSum", weighted, scope.Vector(2)).With("keepdims", 0).Value, scope.Vector(0, 0, -1));
    });

    /// <summary>Mixtral by optimum, with Qwen's shared expert: a loop over the experts that was unrolled, each adding
    /// to the rows that chose it.</summary>
    public static StructureModel Scattered(IReadOnlySet<string> nulled) => Build(nulled, (graph, layer, input) =>
    {
        string path = $"layers.{layer}/mlp";
        GraphScope scope = graph.At(path);
        string rows = scope.Reshape(input, scope.Vector(-1, Hidden));
        string shares =
            scope.Node("Softmax", graph.Linear($"{path}/gate", rows, Hidden, Experts)).With("axis", -1).Value;
        scope.Node("TopK", shares, scope.Vector(Chosen)).With("axis", -1).Writes($"{path}.weights", $"{path}.experts");
        string total = scope.Node("ReduceSum", $"{path}.weights", scope.Vector(-1)).With("keepdims", 1).Value;
        string weights = scope.Op("Div", $"{path}.weights", total);
        string sum = scope.Node("ConstantOfShape", scope.Op("Shape", rows)).Value;
        for (int expert = 0; expert < Experts; expert++)
        {
            sum = Scatter(graph, (path, expert), (rows, sum), weights);
        }

        string gate = scope.Op("Sigmoid", graph.Linear($"{path}/shared_expert_gate", rows, Hidden, 1));
        string shared = scope.Op("Mul", gate, graph.Ffn($"{path}/shared_expert", rows));
        return scope.Reshape(scope.Op("Add", sum, shared), scope.Op("Shape", input));
    });

    /// <summary>All experts run, and a product with the router's softmax mixes them.</summary>
    public static StructureModel Dense(IReadOnlySet<string> nulled) => Build(nulled, (graph, layer, input) =>
    {
        GraphScope scope = graph.At($"layers.{layer}/moe");
        string shares = scope.Node("Softmax", graph.Linear($"layers.{layer}/moe/router", input, Hidden, Experts)).With(
            "axis", -1).Value;
        string[] experts = [.. Enumerable.Range(0, Experts)
            .Select(expert => scope.Unsqueeze(graph.Ffn($"layers.{layer}/moe/experts.{expert}", input), 2))];
        return scope.Op(
            "Squeeze", scope.Op("MatMul", scope.Unsqueeze(shares, 2), scope.Concat(2, experts)), scope.Vector(2));
    });

    /// <summary>SmallThinker: the router reads the layer's input from before the attention.</summary>
    public static StructureModel EarlyRouter(
        IReadOnlySet<string> nulled) => PlainStructures.Build(nulled, (graph, attention, layer, stream) =>
    {
        GraphScope scope = graph.At($"layers.{layer}/moe");
        string shares = scope.Op("Sigmoid", graph.Linear($"layers.{layer}/moe/router", stream, Hidden, Experts));
        stream = graph.Add(
            stream, $"{layer}.attn", attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream)));
        string input = graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream);
        string[] experts = [.. Enumerable.Range(0, Experts)
            .Select(expert => scope.Unsqueeze(graph.Ffn($"layers.{layer}/moe/experts.{expert}", input), 2))];
        string mixed = scope.Op("MatMul", scope.Unsqueeze(shares, 2), scope.Concat(2, experts));
        return graph.Add(stream, $"{layer}.ffn", scope.Op("Squeeze", mixed, scope.Vector(2)));
    });

    private static string Scatter(
        StructureGraph graph, (string Path, int Number) expert, (string Rows, string Sum) state, string weights)
    {
        GraphScope scope = graph.At($"{expert.Path}/experts.{expert.Number}");
        string mask = scope.Op("Equal", $"{expert.Path}.experts", scope.Scalar((long)expert.Number));
        string places = scope.Transpose(scope.Op("NonZero", mask), 1, 0);
        string rows = scope.Node("Gather", places, scope.Vector(0)).With("axis", 1).Value;
        string chosen = scope.Op("GatherND", state.Rows, rows);
        string weight = scope.Unsqueeze(scope.Op("GatherND", weights, places), 1);
        string output = scope.Op("Mul", graph.Ffn($"{expert.Path}/experts.{expert.Number}", chosen), weight);
        return scope.Node("ScatterND", state.Sum, rows, output).With("reduction", "add").Value;
    }

    private static StructureModel Build(
        IReadOnlySet<string> nulled, Func<StructureGraph, int, string, string> experts) =>
        PlainStructures.Build(nulled, (graph, attention, layer, stream) =>
        {
            stream = graph.Add(
                stream,
                $"{layer}.attn",
                attention.Build(layer, graph.RmsNorm($"layers.{layer}/input_layernorm", stream)));
            return graph.Add(
                stream,
                $"{layer}.ffn",
                experts(graph, layer, graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream)));
        });
}
