using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Finds the element type of what a branch adds, from any value that must have the same.</summary>
/// <remarks>All that is added up has one type, so the stream tells it where the branch does not.</remarks>
internal static class ElementTypeFinder
{
    // The inputs whose element type is that of the first output, where they are not simply all or the first.
    private static readonly Dictionary<string, int[]> SomeAlike = new()
    {
        ["Where"] = [1, 2],
        ["DequantizeLinear"] = [1],
        ["RMSNormalization"] = [1],
        ["SimplifiedLayerNormalization"] = [1],
        ["GatherBlockQuantized"] = [2],
        ["MatMulIntegerToFloat"] = [2],
        ["MatMulNBits"] = [0, 2],
    };

    private static readonly HashSet<string> AllAlike =
        [
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Sum",
            "Max",
            "Min",
            "Mean",
            "MatMul",
            "FusedMatMul",
            "Gemm",
            "FusedGemm",
            "Concat",
            "Einsum",
            "Conv",
            "BiasGelu",
            "BiasAdd"
        ];

    private static readonly HashSet<string> FirstAlike =
    [
        "Identity", "Dropout", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten", "Expand", "Tile", "Pad",
        "Slice", "Split",
        "Gather", "GatherElements", "GatherND", "ScatterND", "ScatterElements", "Neg", "Abs", "Sqrt", "Reciprocal",
        "Exp", "Log", "Erf", "Tanh",
        "Sigmoid", "Softmax", "Pow", "Clip", "Relu", "LeakyRelu", "Elu", "Gelu", "FastGelu", "QuickGelu", "Softplus",
        "HardSwish", "Swish", "Mish",
        "ReduceSum", "ReduceMean", "LayerNormalization", "DynamicQuantizeMatMul",
        "MatMulBnb4", "MoE", "QMoE", "Attention", "MultiHeadAttention", "GroupQueryAttention",
    ];

    /// <summary>The element type of a summand.</summary>
    /// <param name="end">Where it enters the sum.</param>
    /// <returns>Null where neither the file nor any operator on the way tells it.</returns>
    public static ElementType? Find(Use end)
    {
        HashSet<Value> seen = [];
        Stack<Value> open =
            new(SummandsOf(end.Node).Append(end.Node.Outputs[0]).OfType<Value>().Append(end.Node.Inputs[end.Index]!));
        while (open.TryPop(out Value? value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (Told(value) is { } type && ElementTypes.IsFloat(type))
            {
                return type;
            }

            foreach (Value other in SameAs(value))
            {
                open.Push(other);
            }
        }

        return null;
    }

    /// <summary>The weight of a fused norm has the type of what the norm adds up.</summary>
    private static IEnumerable<Value?> SummandsOf(Node sum) => FusedNorm.Is(sum)
        ? FusedNorm.SummandIndices(sum).Append(FusedNorm.WeightInput).Select(index => sum.Inputs[index])
        : sum.Inputs;

    private static ElementType? Told(Value value) => value switch
    {
        { Initializer: { } tensor } => tensor.ElementType,
        { Type.ElementType: not ElementType.Undefined and var type } => type,
        { Producer: { Domain: "", OpType: "Cast" } cast } => (ElementType?)cast.FindAttribute("to")?.Int,
        { Producer: { Domain: "", OpType: "Constant" } constant } =>
            constant.FindAttribute("value") is { Tensors: [var tensor, ..] } ? tensor.ElementType : null,
        _ => null,
    };

    private static IEnumerable<Value> SameAs(Value value) => value.Producer is { } node
        && (node.Outputs[0] == value || node.OpType == "Split" || FusedNorm.Sum(node) == value)
        ? InputsLikeOutput(node).OfType<Value>()
        : [];

    private static IEnumerable<Value?> InputsLikeOutput(Node node) => node.OpType switch
    {
        _ when FusedNorm.Is(node) => SummandsOf(node),
        _ when AllAlike.Contains(node.OpType) => node.Inputs,
        _ when FirstAlike.Contains(node.OpType) => node.Inputs.Take(1),
        _ => (SomeAlike.GetValueOrDefault(node.OpType) ?? []).Select(index => node.Inputs.ElementAtOrDefault(index)),
    };
}
