namespace FinerCut.Onnx.Messages;

/// <summary>Checks that common operators have the inputs that they cannot do without, so that nobody who follows data
/// has to.</summary>
internal static class OperatorArity
{
    private static readonly Dictionary<string, int> RequiredInputs = new(StringComparer.Ordinal)
    {
        ["Add"] = 2,
        ["Cast"] = 1,
        ["Concat"] = 1,
        ["DequantizeLinear"] = 2,
        ["Dropout"] = 1,
        ["DynamicQuantizeMatMul"] = 2,
        ["EmbedLayerNormalization"] = 1,
        ["Expand"] = 2,
        ["Flatten"] = 1,
        ["FusedGemm"] = 2,
        ["FusedMatMul"] = 2,
        ["Gather"] = 2,
        ["GatherBlockQuantized"] = 2,
        ["Gemm"] = 2,
        ["GemmFloat8"] = 2,
        ["Identity"] = 1,
        ["LayerNormalization"] = 2,
        ["MatMul"] = 2,
        ["MatMulBnb4"] = 3,
        ["MatMulInteger"] = 2,
        ["MatMulIntegerToFloat"] = 2,
        ["MatMulNBits"] = 3,
        ["Mul"] = 2,
        ["QLinearMatMul"] = 4,
        ["Reshape"] = 1,
        ["ScatterElements"] = 3,
        ["ScatterND"] = 3,
        ["Shape"] = 1,
        ["SimplifiedLayerNormalization"] = 2,
        ["Size"] = 1,
        ["SkipLayerNormalization"] = 3,
        ["SkipSimplifiedLayerNormalization"] = 3,
        ["Softmax"] = 1,
        ["Squeeze"] = 1,
        ["Sum"] = 1,
        ["TensorScatter"] = 2,
        ["Transpose"] = 1,
        ["Unsqueeze"] = 1,
    };

    /// <exception cref="DiagnosticException">The node has no operator, or lacks a required input, its first output
    /// or a branch.</exception>
    public static void Check(NodeMessage node, string path)
    {
        if (node.OpType.Length == 0)
        {
            throw MessageErrors.NoOperator(path, Title(node));
        }

        if (RequiredInputs.TryGetValue(node.OpType, out int count)
            && (node.Inputs.Take(count).Count(name => name.Length > 0) < count
                || node.Outputs is not [{ Length: > 0 }, ..]))
        {
            throw MessageErrors.LacksInput(path, Title(node), node.OpType, count);
        }

        if (node is { OpType: "If", Domain: "" } && !HasBranches(node))
        {
            throw MessageErrors.BranchesDiffer(path, Title(node), node.Outputs.Count);
        }
    }

    /// <summary>Two, each with as many outputs as the node itself.</summary>
    private static bool HasBranches(NodeMessage node)
    {
        List<GraphMessage> branches = [.. node.InnerGraphs];
        return branches.Count == 2 && branches.TrueForAll(branch => branch.Outputs.Count == node.Outputs.Count);
    }

    private static string Title(NodeMessage node) =>
        node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? "";
}
