using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>The same structures where additions are fused with the norm after them, as ONNX Runtime's tools write
/// them.</summary>
internal static class FusedStructures
{
    private const int Layers = 3;
    private const int HalfHead = FusedParts.HeadSize / 2;

    /// <summary>Granite by the GenAI builder: a branch's scale comes before the fused addition.</summary>
    public static StructureModel Granite(IReadOnlySet<string> nulled) => Build(nulled, cutoff: null, scale: 0.4f);

    /// <summary>Phi-3.5 and Phi-4 by the GenAI builder: an <c>If</c> over the length chooses the rotary tables of all
    /// layers.</summary>
    public static StructureModel LongRope(IReadOnlySet<string> nulled, int cutoff) => Build(nulled, cutoff, scale: 1);

    /// <summary>OLMo-2 by the GenAI builder: plain additions, and the last one fused with the final norm.</summary>
    public static StructureModel Olmo2(IReadOnlySet<string> nulled)
    {
        (StructureGraph graph, FusedParts parts) = Start(nulled);
        string stream = graph.Embed();
        parts.AddLengths();
        string last = "";
        for (int layer = 0; layer < Layers; layer++)
        {
            string attended = parts.Norm($"layers.{layer}/post_attention_layernorm", parts.Attention(layer, stream));
            string between = graph.Add(stream, $"{layer}.attn", attended);
            last = parts.Norm($"layers.{layer}/post_feedforward_layernorm", graph.Ffn($"layers.{layer}/mlp", between));
            last = graph.Branch($"{layer}.ffn", last);
            stream = layer < Layers - 1 ? graph.At($"layers.{layer}").Op("Add", between, last) : between;
        }

        return graph.Finish(parts.SkipNorm("norm", stream, last).Normal, withNorm: false);
    }

    /// <summary>BERT-like by ONNX Runtime's optimizer: the fused norm's output is the stream, its sum is read by
    /// nobody.</summary>
    public static StructureModel PostNorm(IReadOnlySet<string> nulled)
    {
        (StructureGraph graph, FusedParts parts) = Start(nulled);
        string stream = graph.Embed();
        parts.AddLengths();
        for (int layer = 0; layer < Layers; layer++)
        {
            stream = parts.SkipLayerNorm(
                $"layers.{layer}/ln_1", graph.Branch($"{layer}.attn", parts.Attention(layer, stream)), stream);
            stream = parts.SkipLayerNorm(
                $"layers.{layer}/ln_2", graph.Branch($"{layer}.ffn", graph.Ffn($"layers.{layer}/mlp", stream)), stream);
        }

        return graph.Finish(stream, withNorm: false);
    }

    private static StructureModel Build(IReadOnlySet<string> nulled, int? cutoff, float scale)
    {
        (StructureGraph graph, FusedParts parts) = Start(nulled);
        string stream = graph.Embed();
        parts.AddLengths();
        if (cutoff is { } length)
        {
            ChooseTables(graph, length);
        }

        string input = parts.Norm("layers.0/input_layernorm", stream);
        for (int layer = 0; layer < Layers; layer++)
        {
            string branch = Scaled(graph, layer, parts.Attention(layer, input), scale);
            (stream, input) = parts.SkipNorm(
                $"layers.{layer}/post_attention_layernorm", stream, graph.Branch($"{layer}.attn", branch));
            branch = Scaled(graph, layer, graph.Ffn($"layers.{layer}/mlp", input), scale);
            (stream, input) =
                parts.SkipNorm($"layers.{layer + 1}/input_layernorm", stream, graph.Branch($"{layer}.ffn", branch));
        }

        return graph.Finish(input, withNorm: false);
    }

    private static (StructureGraph Graph, FusedParts Parts) Start(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        return (graph, new FusedParts(graph));
    }

    private static string Scaled(StructureGraph graph, int layer, string value, float scale) =>
        scale == 1 ? value : StructureGraph.Scale(graph.At($"layers.{layer}/residual_mul"), value, scale);

    private static void ChooseTables(StructureGraph graph, int cutoff)
    {
        GraphScope scope = graph.At("rope");
        string isLong = scope.Op("Greater", scope.SizeOf("attention_mask", 1), scope.Scalar((long)cutoff));
        scope.Node("If", isLong)
            .With("then_branch", Tables("large", 50))
            .With("else_branch", Tables("small", 10))
            .Writes("cos_cache", "sin_cache");
    }

    private static GraphProto Tables(string name, float period)
    {
        const int rows = 192;
        GraphBuilder inner = new(name);
        float[] angles = [.. Enumerable.Range(0, rows * HalfHead)
            .Select(index => index / HalfHead / period * (1 + (index % HalfHead)))];
        inner.Node("Constant", $"cos_{name}", $"cos_cache_{name}")
            .With("value", Tensors.Of([.. angles.Select(MathF.Cos)], rows, HalfHead));
        inner.Node("Constant", $"sin_{name}", $"sin_cache_{name}")
            .With("value", Tensors.Of([.. angles.Select(MathF.Sin)], rows, HalfHead));
        return inner.Output($"cos_cache_{name}", DataType.Float, rows, HalfHead).Output(
            $"sin_cache_{name}", DataType.Float, rows, HalfHead).Graph;
    }
}
