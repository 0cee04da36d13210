namespace FinerCut.Onnx.Functions;

/// <summary>Versions of ONNX's own operator set in which an operator came to mean something else for the same node:
/// inputs in the place of
/// attributes, other defaults, other shapes. Versions that only allow more are not here.</summary>
internal static class OperatorChanges
{
    private static readonly Dictionary<string, long[]> Versions = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = [9, 14],
        ["Clip"] = [11],
        ["DFT"] = [20],
        ["Dropout"] = [10, 12],
        ["GridSample"] = [20],
        ["GroupNormalization"] = [21],
        ["Hardmax"] = [13],
        ["LogSoftmax"] = [13],
        ["Pad"] = [11],
        ["ReduceL1"] = [18],
        ["ReduceL2"] = [18],
        ["ReduceLogSum"] = [18],
        ["ReduceLogSumExp"] = [18],
        ["ReduceMax"] = [18],
        ["ReduceMean"] = [18],
        ["ReduceMin"] = [18],
        ["ReduceProd"] = [18],
        ["ReduceSum"] = [13],
        ["ReduceSumSquare"] = [18],
        ["Resize"] = [11],
        ["Scan"] = [9],
        ["Scatter"] = [11],
        ["Slice"] = [10],
        ["Softmax"] = [13],
        ["Split"] = [13, 18],
        ["Squeeze"] = [13],
        ["TopK"] = [10],
        ["Unsqueeze"] = [13],
        ["Upsample"] = [9, 10],
    };

    /// <summary>Whether a node that was written for one version means the same in a later one.</summary>
    /// <param name="opType">An operator of ONNX's own domain.</param>
    /// <param name="from">The version that the node was written for.</param>
    /// <param name="to">The version that it is read by; where it is the earlier one, nothing is promised.</param>
    public static bool KeepsMeaning(string opType, long from, long to) =>
        from <= to && !Versions.GetValueOrDefault(opType, []).Any(version => version > from && version <= to);
}
