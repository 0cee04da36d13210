using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Execution;

/// <summary>Lets products read weights as they lie in the file where these are transposed first, as those of a head are
/// that shares them with the embedding: the runtime would keep a transposed copy.</summary>
internal static class TransposedWeights
{
    private const string Product = "FusedMatMul";

    /// <summary>Rewrites the products of a model that is only run, never written.</summary>
    public static void Fuse(Graph graph)
    {
        foreach (Node product in graph.Nodes.Where(node => node is { OpType: "MatMul", Domain: "" }).ToList())
        {
            if (product.Inputs[1]?.Producer is { OpType: "Transpose" } transpose
                && IsSwap(transpose)
                && transpose.Inputs[0] is { } weights
                && IsMatrix(weights))
            {
                product.Become(Product, FusedNorm.MicrosoftDomain, [product.Inputs[0], weights]);
                product.Add(Attribute.CreateAttribute("transB", 1L));
            }
        }
    }

    private static bool IsSwap(Node transpose) => transpose.FindAttribute("perm")?.Ints is null or [1, 0];

    /// <summary>The runtime has the fused product for float32 alone.</summary>
    private static bool IsMatrix(Value weights) =>
        weights.Initializer is { IsSparse: false, ElementType: ElementType.Float, Dimensions.Count: 2 };
}
