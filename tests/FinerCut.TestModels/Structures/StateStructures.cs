using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Layers that mix positions with states of their own, beside attention.</summary>
internal static class StateStructures
{
    private const int Hidden = StructureGraph.Hidden;
    private const int Kernel = 3;
    private const int States = 4;

    /// <summary>LFM2: gated short convolutions, and attention in every other layer, the first one without.</summary>
    public static StructureModel Lfm2(
        IReadOnlySet<string> nulled, bool isFused) => Build(nulled, layers: 4, (graph, attention, layer, stream) =>
    {
        string input = graph.RmsNorm($"layers.{layer}/operator_norm", stream);
        stream = layer % 2 == 1
            ? graph.Add(stream, $"{layer}.attn", attention.Build(layer, input))
            : graph.Add(stream, $"{layer}.mixer", ShortConvolution(graph, layer, input, isFused));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.Ffn($"layers.{layer}/feed_forward", graph.RmsNorm($"layers.{layer}/ffn_norm", stream)));
    });

    /// <summary>Jamba and Granite 4: a convolution and a recurrence in one layer, each with its state; attention in the
    /// middle layer.</summary>
    public static StructureModel Mamba(
        IReadOnlySet<string> nulled) => Build(nulled, layers: 3, (graph, attention, layer, stream) =>
    {
        string input = graph.RmsNorm($"layers.{layer}/input_layernorm", stream);
        stream = layer == 1
            ? graph.Add(stream, $"{layer}.attn", attention.Build(layer, input))
            : graph.Add(stream, $"{layer}.mixer", Recurrence(graph, layer, input));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/pre_ff_layernorm", stream)));
    });

    /// <summary>Falcon-H1: recurrence and attention read one norm in every layer, and both are added.</summary>
    public static StructureModel FalconH1(
        IReadOnlySet<string> nulled) => Build(nulled, layers: 2, (graph, attention, layer, stream) =>
    {
        string input = graph.RmsNorm($"layers.{layer}/input_layernorm", stream);
        string attended = graph.Branch($"{layer}.attn", attention.Build(layer, input));
        string both = graph.At($"layers.{layer}")
            .Op("Add", graph.Branch($"{layer}.mixer", Recurrence(graph, layer, input)), attended);
        stream = graph.At($"layers.{layer}").Op("Add", stream, both);
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/pre_ff_layernorm", stream)));
    });

    /// <summary>Qwen3-Next and Qwen 3.5 by the GenAI builder: linear attention after a convolution, every third layer
    /// full attention.</summary>
    public static StructureModel Qwen3Next(
        IReadOnlySet<string> nulled) => Build(nulled, layers: 3, (graph, attention, layer, stream) =>
    {
        string input = graph.RmsNorm($"layers.{layer}/input_layernorm", stream);
        stream = layer == 2
            ? graph.Add(stream, $"{layer}.attn", attention.Build(layer, input))
            : graph.Add(stream, $"{layer}.mixer", LinearAttention(graph, layer, input));
        return graph.Add(
            stream,
            $"{layer}.ffn",
            graph.Ffn($"layers.{layer}/mlp", graph.RmsNorm($"layers.{layer}/post_attention_layernorm", stream)));
    });

    private static string LinearAttention(StructureGraph graph, int layer, string input)
    {
        const int heads = 2;
        string path = $"layers.{layer}/linear_attn";
        GraphScope scope = graph.At(path);
        string projected = scope.Transpose(graph.Linear($"{path}/in_proj", input, Hidden, Hidden), 0, 2, 1);
        string mixed = scope.Transpose(FusedConvolution(graph, layer, projected), 0, 2, 1);
        string[] parts =
            [.. ((string[])["q", "k", "v"]).Select(part => graph.Linear($"{path}/{part}", mixed, Hidden, Hidden))];
        string decay = scope.Op("Neg", scope.Op("Softplus", graph.Linear($"{path}/decay", input, Hidden, heads)));
        string past = $"past_key_values.{layer}.recurrent_state";
        string present = $"present.{layer}.recurrent_state";
        graph.Graph.Input(past, DataType.Float, "batch_size", heads, Hidden / heads, Hidden / heads)
            .Output(present, DataType.Float, "batch_size", heads, Hidden / heads, Hidden / heads);
        string output = scope.Node("LinearAttention", parts[0], parts[1], parts[2], past, decay).In("com.microsoft")
            .Writes($"/model/{path}/LinearAttention/output_0", present)
            .With("q_num_heads", heads).With("kv_num_heads", heads).With("update_rule", "gated").With(
                "scale", 0.3f).Value;
        return graph.Linear(
            $"{path}/out_proj",
            scope.Op("Mul", output, scope.Op("Sigmoid", graph.Linear($"{path}/gate", input, Hidden, Hidden))),
            Hidden,
            Hidden);
    }

    private static string ShortConvolution(StructureGraph graph, int layer, string input, bool isFused)
    {
        string path = $"layers.{layer}/conv";
        GraphScope scope = graph.At(path);
        string projected = scope.Transpose(graph.Linear($"{path}/in_proj", input, Hidden, 3 * Hidden), 0, 2, 1);
        scope.Node("Split", projected, scope.Vector(Hidden, Hidden, Hidden))
            .With("axis", 1)
            .Writes($"{path}.b", $"{path}.c", $"{path}.x");
        string product = scope.Op("Mul", $"{path}.b", $"{path}.x");
        string mixed = isFused ? FusedConvolution(graph, layer, product) : Convolution(graph, layer, product);
        return graph.Linear(
            $"{path}/out_proj", scope.Transpose(scope.Op("Mul", $"{path}.c", mixed), 0, 2, 1), Hidden, Hidden);
    }

    private static string FusedConvolution(StructureGraph graph, int layer, string input)
    {
        (string past, string present) =
            State(graph, ($"past_key_values.{layer}.conv_state", $"present.{layer}.conv_state"), Hidden, Kernel - 1);
        GraphScope scope = graph.At($"layers.{layer}/conv");
        return scope.Node(
            "CausalConvWithState",
            input,
            graph.Weight($"layers.{layer}.conv.conv", Hidden, 1, Kernel),
            "",
            past).In("com.microsoft")
            .Writes($"/model/layers.{layer}/conv/CausalConvWithState/output_0", present).With("ndim", 1).With(
                "activation", "none").Value;
    }

    /// <summary>A depthwise convolution over this call's tokens and the last ones before; the state is cut out of what
    /// it reads.</summary>
    private static string Convolution(StructureGraph graph, int layer, string input)
    {
        (string past, string present) =
            State(graph, ($"past_conv.{layer}", $"present_conv.{layer}"), Hidden, Kernel - 1);
        GraphScope scope = graph.At($"layers.{layer}/conv");
        string all = scope.Concat(2, past, input);
        scope.Node("Slice", all, scope.Vector(1 - Kernel), scope.Vector(long.MaxValue), scope.Vector(2))
            .Writes(present);
        return scope.Node("Conv", all, graph.Weight($"layers.{layer}.conv.conv", Hidden, 1, Kernel)).With(
            "group", Hidden).With("kernel_shape", [Kernel]).Value;
    }

    private static string Recurrence(StructureGraph graph, int layer, string input)
    {
        string path = $"layers.{layer}/mamba";
        GraphScope scope = graph.At(path);
        string projected = scope.Transpose(graph.Linear($"{path}/in_proj", input, Hidden, Hidden), 0, 2, 1);
        string mixed = scope.Transpose(Convolution(graph, layer, projected), 2, 0, 1);
        (string past, string present) = State(graph, ($"past_ssm.{layer}", $"present_ssm.{layer}"), Hidden, States);
        string decay = graph.Weight($"layers.{layer}.mamba.decay", Hidden, States);
        string input2 = graph.Weight($"layers.{layer}.mamba.in", States);
        string output = graph.Weight($"layers.{layer}.mamba.out", States);
        scope.Node("Scan", past, mixed).With("num_scan_inputs", 1).With(
            "body", Step(layer, (scope.Op("Sigmoid", decay), input2, output)))
            .Writes(present, $"{path}.outputs");
        return graph.Linear($"{path}/out_proj", scope.Transpose($"{path}.outputs", 1, 0, 2), Hidden, Hidden);
    }

    /// <summary>One token: the state decays, takes the token up, and is read out.</summary>
    private static GraphProto Step(int layer, (string Decay, string In, string Out) weights)
    {
        GraphBuilder body = new($"step.{layer}");
        body.Input("state", DataType.Float, "batch_size", Hidden, States).Input(
            "token", DataType.Float, "batch_size", Hidden)
            .Output("next", DataType.Float, "batch_size", Hidden, States)
                .Output("read", DataType.Float, "batch_size", Hidden);
        GraphScope scope = body.Scope($"/scan.{layer}");
        string taken = scope.Op("Mul", scope.Unsqueeze("token", -1), weights.In);
        scope.Node("Add", scope.Op("Mul", "state", weights.Decay), taken).Writes("next");
        scope.Node("ReduceSum", scope.Op("Mul", "next", weights.Out), scope.Vector(-1))
            .With("keepdims", 0)
            .Writes("read");
        return body.Graph;
    }

    private static (string Past, string Present) State(
        StructureGraph graph, (string Past, string Present) names, int width, int length)
    {
        graph.Graph
            .Input(names.Past, DataType.Float, "batch_size", width, length)
            .Output(names.Present, DataType.Float, "batch_size", width, length);
        return names;
    }

    private static StructureModel Build(
        IReadOnlySet<string> nulled, int layers, Func<StructureGraph, StructureAttention, int, string, string> layer)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string stream = graph.Embed();
        for (int number = 0; number < layers; number++)
        {
            stream = layer(graph, attention, number, stream);
        }

        return graph.Finish(stream);
    }
}
