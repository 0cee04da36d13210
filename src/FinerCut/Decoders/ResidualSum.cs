using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Facts about the operators that add branches to the stream.</summary>
internal static class ResidualSum
{
    private const int Addend = 2;
    private const int SecondQuantized = 3;

    // The last input of a sum of quantized values.
    private const int ResultZeroPoint = 7;

    /// <summary>A sum whose result has a name of its own, other than that inside a fused norm.</summary>
    public static bool IsPlain(Node node) =>
        node is { Domain: "", OpType: "Add" or "Sum" } || IsProduct(node) || IsQuantized(node);

    /// <summary>A product of matrices that adds its third input as it is: <c>alpha * A * B + C</c>.</summary>
    public static bool IsProduct(
        Node node) => node is { Domain: "", OpType: "Gemm" } && node.Inputs.ElementAtOrDefault(Addend) is not null
        && (node.FindAttribute("beta")?.Float ?? 1) == 1;

    /// <summary>A sum of 8-bit numbers, each followed by its scale and its zero point, and then those of the
    /// result.</summary>
    public static bool IsQuantized(Node node) =>
        node is { Domain: FusedNorm.MicrosoftDomain, OpType: "QLinearAdd", Inputs.Count: ResultZeroPoint + 1 }
            && !node.Inputs.Contains(null);

    /// <summary>The inputs that are added up; of a product its first factor stands for all of it.</summary>
    public static IEnumerable<int> SummandIndices(Node node) => node.OpType switch
    {
        _ when FusedNorm.Is(node) => FusedNorm.SummandIndices(node),
        "Gemm" => [0, Addend],
        "QLinearAdd" => [0, SecondQuantized],
        _ => Enumerable.Range(0, node.Inputs.Count),
    };

    /// <summary>The scale and the zero point of a summand of a quantized sum.</summary>
    public static (Value Scale, Value ZeroPoint) QuantizationOf(Node node, int index) =>
        (node.Inputs[index + 1]!, node.Inputs[index + 2]!);

    /// <summary>The scale and the zero point of the result of a quantized sum.</summary>
    public static (Value Scale, Value ZeroPoint) ResultQuantization(Node node) =>
        (node.Inputs[ResultZeroPoint - 1]!, node.Inputs[ResultZeroPoint]!);
}
