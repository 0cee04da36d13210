using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Reports;

/// <summary>Puts a <see cref="DecoderMap"/> into words.</summary>
internal static class ModelExplainer
{
    private static readonly HashSet<string> Additions = ["Add", "Sum"];

    /// <summary>Explains a model.</summary>
    public static ModelExplanation Explain(DecoderMap map) => new()
    {
        StreamStart = map.Embedding.Name,
        StreamEnd = map.Logits.Name,
        Sublayers = [.. map.Sublayers.Select(Explain)],
        Rejected = [.. FindRejected(map)],
    };

    private static SublayerExplanation Explain(Sublayer sublayer) => new()
    {
        Name = sublayer.ToString(),
        Evidence = SublayerKinds.Evidence(sublayer),
        Residual = [.. sublayer.BranchEnds.Select(end => end.Node)
            .Append(sublayer.StreamEnd.Node)
            .Distinct()
            .Select(node => $"{node.Title} ({node.OpType})")],
        Stream = sublayer.StreamEnd.Node.Inputs[sublayer.StreamEnd.Index]!.Name,
        Branches = [.. sublayer.BranchEnds.Select(end => end.Node.Inputs[end.Index]!.Name)],
        Nodes = sublayer.Nodes.Count,
        Initializers = sublayer.Initializers.Count,
        Caches = [.. sublayer.Caches.Select(cache => cache.Past.Name)],
        Refusal = sublayer.Refusal,
    };

    private static IEnumerable<AdditionReport> FindRejected(DecoderMap map)
    {
        HashSet<Node> residuals = [.. map.Sublayers
            .SelectMany(sublayer => sublayer.BranchEnds.Append(sublayer.StreamEnd))
            .Select(end => end.Node)];
        Dictionary<string, string> reasons = map.Rejected
            .GroupBy(rejected => rejected.Name)
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(rejected => rejected.Reason)));
        Dictionary<Node, Sublayer> owners =
            map.Sublayers.SelectMany(sublayer => sublayer.Nodes.Select(node => (node, sublayer)))
                .DistinctBy(pair => pair.node).ToDictionary();
        HashSet<Node> stream = [.. map.Dominators.Select(point => point.Producer).OfType<Node>()];
        return map.Order.Where(node => (IsAddition(node) || reasons.ContainsKey(node.Title))
            && !residuals.Contains(node)).Select(node =>
        {
            Sublayer? owner = owners.GetValueOrDefault(node);
            return new AdditionReport(
                node.Title,
                node.OpType,
                owner?.ToString(),
                reasons.GetValueOrDefault(node.Title) ?? ReasonOf(node, owner, stream.Contains(node)));
        });
    }

    private static bool IsAddition(Node node) => FusedNorm.Is(node) || ResidualSum.IsQuantized(node)
        || (node.Domain.Length == 0 && Additions.Contains(node.OpType));

    private static string ReasonOf(
        Node node,
        Sublayer? owner,
        bool isOnStream) => (node.Inputs.Any(input => Constants.TensorOf(input) is not null), owner) switch
        {
            (true, not null) => "It adds a constant within a sublayer, such as a bias or an epsilon.",
            (true, null) => "It adds a constant outside of sublayers.",
            (false, not null) =>
                "It is an inner sum of a sublayer, such as one of rotated halves, of experts or with a mask.",
            (false, null) when isOnStream =>
                "It adds to the stream what no sublayer computes, such as the vectors of positions.",
            (false, null) => "No path from the embedding to the logits has to pass it: positions, masks and the like.",
        };
}
