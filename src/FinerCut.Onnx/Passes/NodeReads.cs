using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Passes;

/// <summary>What a node reads.</summary>
public static class NodeReads
{
    /// <summary>The values that a node reads, by its inputs or from inside its inner graphs.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Values of its own graph and of those around it; a value read twice comes twice.</returns>
    public static IEnumerable<Value> ListValues(Node node)
    {
        IEnumerable<Value> inputs = node.Inputs.OfType<Value>();
        return node.InnerGraphs.Any() ? inputs.Concat(FromInside(node)) : inputs;
    }

    private static IEnumerable<Value> FromInside(Node node)
    {
        HashSet<Graph> inner = [.. node.InnerGraphs];
        return inner.SelectMany(graph => graph.Outputs.Concat(graph.Nodes.SelectMany(ListValues)))
            .Where(value => !inner.Contains(value.Graph));
    }
}
