using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Passes;

/// <summary>Takes out what no output needs.</summary>
public static class DeadCode
{
    /// <summary>Removes nodes and initializers whose values nobody reads, inside inner graphs first; inputs and
    /// outputs of graphs stay.</summary>
    /// <param name="graph">The graph; inner graphs count as readers.</param>
    public static void Remove(Graph graph)
    {
        foreach (Graph inner in graph.Nodes.SelectMany(node => node.InnerGraphs))
        {
            Remove(inner);
        }

        HashSet<Node> needed = [];
        Stack<Node> open = new(graph.Outputs.Select(output => output.Producer).OfType<Node>());
        while (open.TryPop(out Node? node))
        {
            if (!needed.Add(node))
            {
                continue;
            }

            foreach (Node producer in NodeReads.ListValues(node).Select(value => value.Producer).OfType<Node>())
            {
                open.Push(producer);
            }
        }

        graph.RemoveAll(graph.Nodes.Where(node => !needed.Contains(node)).ToHashSet());
        graph.RemoveUnusedInitializers();
    }
}
