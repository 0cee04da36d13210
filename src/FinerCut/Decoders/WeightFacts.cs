using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Counts weights and the multiply-adds they take part in, packed low-precision weights included.</summary>
internal static class WeightFacts
{
    private const int BitsPerByte = 8;

    private static readonly HashSet<string> Products =
        [
            "MatMul",
            "Gemm",
            "MatMulNBits",
            "MatMulBnb4",
            "MatMulInteger",
            "MatMulIntegerToFloat",
            "DynamicQuantizeMatMul",
            "FusedMatMul",
            "FusedGemm",
            "QLinearMatMul",
            "GemmFloat8"
        ];

    private static readonly HashSet<string> Carriers =
        ["Transpose", "Cast", "Identity", "Reshape", "DequantizeLinear", "Squeeze", "Unsqueeze"];

    /// <summary>Size of a weight in bytes.</summary>
    public static long SizeInBytes(Value weight) => Constants.TensorOf(weight)!.SizeInBytes;

    /// <summary>Numbers that a weight stands for; the scales of packed weights stand for none.</summary>
    public static long Parameters(Value weight)
    {
        Tensor tensor = Constants.TensorOf(weight)!;
        long count = tensor.ElementCount;
        foreach (Use use in weight.Uses)
        {
            if (use.Node.OpType == "MatMulNBits")
            {
                return use.Index == 1 ? PackedProduct(use.Node) : 0;
            }

            if (use.Node.OpType == "QMoE")
            {
                return ExpertWeights(use.Node).Contains(use.Index) ? count * WeightsPerByte(use.Node) : 0;
            }

            if (use.Node.OpType == "GatherBlockQuantized")
            {
                return use.Index == 0 ? count * ElementsPerByte(use.Node, tensor) : 0;
            }
        }

        return count;
    }

    /// <summary>Multiply-adds of one token in a node's product with weights; 0 where it is none.</summary>
    public static long MultiplyAdds(Node node)
    {
        if (node.OpType is "MoE" or "QMoE")
        {
            return ExpertMultiplyAdds(node);
        }

        if (!Products.Contains(node.OpType))
        {
            return 0;
        }

        return node.OpType is "MatMulNBits" or "MatMulBnb4"
            ? PackedProduct(node)
            : node.Inputs.Take(2).Max(WeightElements);
    }

    /// <summary>Width of what the last product with weights reads: for attention, all heads side by side.</summary>
    public static long? InputWidth(Node node)
    {
        if (node.OpType is "MatMulNBits" or "MatMulBnb4")
        {
            return node.FindAttribute("K")?.Int;
        }

        Tensor? weight = node.Inputs.Take(2)
            .Select(TensorOf)
            .FirstOrDefault(tensor => tensor is { Dimensions.Count: 2 });
        bool isTransposed = node.FindAttribute("transB")?.Int == 1;
        return weight?.Dimensions[isTransposed ? 1 : 0];
    }

    /// <summary>The shape of a weight; null where a value is none.</summary>
    public static IReadOnlyList<long>? DimensionsOf(Value? value) => TensorOf(value)?.Dimensions;

    /// <summary>A token goes through so many of the experts as it chooses.</summary>
    private static long ExpertMultiplyAdds(Node node)
    {
        long chosen = node.FindAttribute("k")?.Int ?? 1;
        return ExpertWeights(node).Select(index => TensorOf(node.Inputs.ElementAtOrDefault(index)))
            .Where(tensor => tensor is { Dimensions: [> 0, ..] })
            .Sum(tensor => tensor!.ElementCount / tensor.Dimensions[0] * WeightsPerByte(node) * Math.Clamp(
                chosen, 0, tensor.Dimensions[0]));
    }

    /// <summary>The inputs that are matrices of experts; between them are biases and, where packed, scales.</summary>
    private static int[] ExpertWeights(Node node) => node.OpType == "QMoE" ? [2, 5, 8] : [2, 4, 6];

    private static long WeightsPerByte(Node node) =>
        node.OpType == "QMoE" && (node.FindAttribute("expert_weight_bits")?.Int ?? 4) == 4 ? 2 : 1;

    /// <summary>Rows by columns as the attributes say, but no more than the packed bytes have room for.</summary>
    private static long PackedProduct(Node node)
    {
        (long columns, long rows) = (node.FindAttribute("K")?.Int ?? 0, node.FindAttribute("N")?.Int ?? 0);
        if (columns <= 0 || rows <= 0)
        {
            return 0;
        }

        long room = (TensorOf(node.Inputs[1])?.SizeInBytes ?? 0) * BitsPerByte;
        return columns > room / rows ? room : columns * rows;
    }

    private static long ElementsPerByte(Node node, Tensor tensor) =>
        tensor.ElementType == ElementType.UInt8 ? 8 / Math.Max(1, node.FindAttribute("bits")?.Int ?? 4) : 1;

    private static long WeightElements(Value? value) =>
        TensorOf(value) is { Dimensions.Count: >= 2 } tensor ? tensor.ElementCount : 0;

    private static Tensor? TensorOf(Value? value)
    {
        while (value is { Initializer: null, Producer: { } producer } && Carriers.Contains(producer.OpType))
        {
            value = producer.Inputs[0];
        }

        return Constants.TensorOf(value);
    }
}
