using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Facts about the operators that add branches to the stream.</summary>
internal static class ResidualSum
{
    private const int Addend = 2;

    /// <summary>A sum whose result has a name of its own, other than that inside a fused norm.</summary>
    public static bool IsPlain(Node node) => node is { Domain: "", OpType: "Add" or "Sum" }
        or { Domain: FusedNorm.MicrosoftDomain, OpType: "BiasAdd" } || IsProduct(node);

    /// <summary>A product of matrices that adds its third input as it is: <c>alpha * A * B + C</c>.</summary>
    public static bool IsProduct(Node node) => node is { Domain: "", OpType: "Gemm" } && node.Inputs.ElementAtOrDefault(Addend) is not null
        && (node.FindAttribute("beta")?.Float ?? 1) == 1;

    /// <summary>The inputs that are added up; of a product its first factor stands for all of it.</summary>
    public static IEnumerable<int> SummandIndices(Node node) => node.OpType switch
    {
        _ when FusedNorm.Is(node) => FusedNorm.SummandIndices(node),
        // The bias between them belongs to what it is added to first.
        "BiasAdd" or "Gemm" => [0, Addend],
        _ => Enumerable.Range(0, node.Inputs.Count),
    };
}
