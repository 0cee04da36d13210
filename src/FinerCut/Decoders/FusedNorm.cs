using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Facts about norms that ONNX Runtime fuses with the residual addition before them.</summary>
internal static class FusedNorm
{
    /// <summary>Output that holds the sum before the norm.</summary>
    public const int SumOutput = 3;

    public const int WeightInput = 2;

    public const int ShiftInput = 3;

    private const string RootMeanSquare = "SkipSimplifiedLayerNormalization";

    public const string MicrosoftDomain = "com.microsoft";

    public static bool Is(Node node) => node is
    {
        Domain: MicrosoftDomain,
        OpType: RootMeanSquare or "SkipLayerNormalization",
    };

    /// <summary>The inputs that are added up: stream, branch and an optional bias.</summary>
    public static IEnumerable<int> SummandIndices(Node node) =>
        new[] { 0, 1, BiasInput(node) }.Where(index => index < node.Inputs.Count && node.Inputs[index] is not null);

    /// <summary>Only the norm with a mean has a shift, which comes before the bias.</summary>
    public static int BiasInput(Node node) => node.OpType == RootMeanSquare ? ShiftInput : ShiftInput + 1;

    /// <summary>The same norm without an addition before it; both are in ONNX's own domain.</summary>
    public static string PlainOperator(Node node) => node.OpType == RootMeanSquare ? "SimplifiedLayerNormalization" : "LayerNormalization";

    /// <summary>What the plain norm reads besides the stream.</summary>
    public static IEnumerable<Value?> PlainWeights(Node node) =>
        node.OpType == RootMeanSquare ? [node.Inputs[WeightInput]] : node.Inputs.Skip(WeightInput).Take(2);

    public static Value? Sum(Node node) => node.Outputs.ElementAtOrDefault(SumOutput);
}
