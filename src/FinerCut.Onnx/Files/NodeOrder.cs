using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;
using FinerCut.Onnx.Passes;

namespace FinerCut.Onnx.Files;

/// <summary>Checks that no node waits for itself.</summary>
internal static class NodeOrder
{
    public static void Check(Graph graph, string path)
    {
        IReadOnlyList<Node> order = TopologicalOrder.SortNodes(graph);
        if (order.Count < graph.Nodes.Count)
        {
            throw MessageErrors.Cyclic(path, graph.Nodes.Except(order).First().Title);
        }

        foreach (Graph inner in graph.Nodes.SelectMany(node => node.InnerGraphs))
        {
            Check(inner, path);
        }
    }
}
