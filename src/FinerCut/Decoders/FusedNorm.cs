using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Facts about norms that ONNX Runtime fuses with the residual addition before them.</summary>
internal static class FusedNorm
{
    /// <summary>Output that holds the sum before the norm.</summary>
    public const int SumOutput = 3;

    public const int WeightInput = 2;

    public const int ShiftInput = 3;

    private const string Epsilon = "epsilon";

    // What the fused norms take where the file says nothing; the plain ones would take 1e-5.
    private const float FusedEpsilon = 1e-12f;

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

    /// <summary>Makes it the same norm of ONNX's own domain, without an addition before it.</summary>
    /// <param name="node">The fused norm.</param>
    /// <param name="stream">What it takes the norm of.</param>
    public static void Split(Node node, Value stream)
    {
        node.Become(
            node.OpType == RootMeanSquare ? "SimplifiedLayerNormalization" : "LayerNormalization",
            "",
            [stream, .. PlainWeights(node)]);
        if (node.FindAttribute(Epsilon) is null)
        {
            node.Add(Onnx.Graphs.Attribute.CreateAttribute(Epsilon, FusedEpsilon));
        }
    }

    /// <summary>What the plain norm reads besides the stream.</summary>
    private static IEnumerable<Value?> PlainWeights(Node node) =>
        node.OpType == RootMeanSquare ? [node.Inputs[WeightInput]] : node.Inputs.Skip(WeightInput).Take(2);

    public static Value? Sum(Node node) => node.Outputs.ElementAtOrDefault(SumOutput);
}
