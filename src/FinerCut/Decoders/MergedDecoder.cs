using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>Optimum's merged decoders: one <c>If</c> between a decoder with caches and one without.</summary>
internal static class MergedDecoder
{
    /// <summary>The choice between the decoders; null where a graph is no such choice.</summary>
    public static Node? Find(Graph graph) => graph.Nodes.FirstOrDefault(node => node is { Domain: "", OpType: "If" }
        && node.Outputs.Any(output => output is { IsGraphOutput: true }) && !node.Outputs.Contains(null)
        && node.InnerGraphs.All(inner => EmbeddingFinder.Find(TopologicalOrder.SortNodes(inner)).Count > 0));
}
