using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>A product of activations with a matrix of weights: y = scale · x · W.</summary>
/// <param name="Product">The node.</param>
/// <param name="Weight">The initializer that holds W, or its transpose.</param>
/// <param name="IsTransposed">Whether the file stores W as <c>[outputs, inputs]</c>.</param>
/// <param name="Scale">What the node multiplies the product by.</param>
internal sealed record LinearLayer(Node Product, Value Weight, bool IsTransposed, double Scale)
{
    private static readonly HashSet<string> Products = ["MatMul", "FusedMatMul", "Gemm"];

    /// <summary>The activations x, shape <c>[…, inputs]</c>.</summary>
    public Value Input => Product.Inputs[0]!;

    /// <summary>The weights as the file stores them.</summary>
    public Tensor Tensor => Weight.Initializer!;

    /// <summary>Length of one row of x.</summary>
    public int Inputs => (int)Tensor.Dimensions[IsTransposed ? 1 : 0];

    /// <summary>Length of one row of y.</summary>
    public int Outputs => (int)Tensor.Dimensions[IsTransposed ? 0 : 1];

    /// <summary>Reads a node.</summary>
    /// <param name="node">Any node.</param>
    /// <returns>Null where the node is no product with one matrix of float numbers that nobody else reads.</returns>
    public static LinearLayer? TryRead(Node node)
    {
        if (!Products.Contains(node.OpType) || node.FindAttribute("transA")?.Int is not (null or 0)
            || node.FindAttribute("transBatchA")?.Int is not (null or 0)
            || node.FindAttribute("transBatchB")?.Int is not (null or 0))
        {
            return null;
        }

        bool isTransposed = node.FindAttribute("transB")?.Int == 1;
        Value? weight = node.Inputs[1];
        while (weight is { Initializer: null, Producer: { Domain: "" } carrier, Uses.Count: 1, IsGraphOutput: false }
            && carrier.OpType is "Transpose" or "Cast" or "Identity")
        {
            if (carrier.OpType == "Transpose")
            {
                if (carrier.FindAttribute("perm")?.Ints is not (null or [1, 0]))
                {
                    return null;
                }

                isTransposed = !isTransposed;
            }

            weight = carrier.Inputs[0];
        }

        return weight is { Initializer: { IsSparse: false, Dimensions.Count: 2 } tensor }
            && IsOwn(weight)
            && ElementTypes.IsFloat(tensor.ElementType)
            && Constants.TensorOf(node.Inputs[0]) is null
            ? new LinearLayer(node, weight, isTransposed, node.FindAttribute("alpha")?.Float ?? 1)
            : null;
    }

    /// <summary>Whether a node alone reads an initializer of the whole model; the branches of a merged decoder are one
    /// node, which each of them has.</summary>
    internal static bool IsOwn(
        Value weight) => weight is { Graph.Outer: null, IsGraphOutput: false, IsGraphInput: false }
        && weight.Uses.Select(use => use.Node.Graph).Distinct().Count() == weight.Uses.Count;
}
