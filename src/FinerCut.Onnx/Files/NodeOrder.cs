using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Checks that no node waits for itself.</summary>
internal static class NodeOrder
{
    public static void Check(Graph graph, string path)
    {
        Dictionary<Node, int> waiting = [];
        Queue<Node> ready = new();
        foreach (Node node in graph.Nodes)
        {
            waiting[node] = Reads(node, graph).Count(value => value.Producer is not null);
            if (waiting[node] == 0)
            {
                ready.Enqueue(node);
            }
        }

        int done = 0;
        for (; ready.TryDequeue(out Node? node); done++)
        {
            foreach (Use use in node.Outputs.OfType<Value>().SelectMany(output => output.Uses))
            {
                Node reader = Enclosing(use.Node, graph);
                if (--waiting[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        if (done < graph.Nodes.Count)
        {
            throw OnnxFileErrors.Cyclic(path, graph.Nodes.First(node => waiting[node] > 0).Title);
        }

        foreach (Graph inner in graph.Nodes.SelectMany(node => node.InnerGraphs))
        {
            Check(inner, path);
        }
    }

    /// <summary>The values of this graph that a node reads, also from inside its inner graphs.</summary>
    private static IEnumerable<Value> Reads(Node node, Graph graph) => node.Inputs.OfType<Value>().Where(value => value.Graph == graph)
        .Concat(node.InnerGraphs.SelectMany(inner => inner.Nodes).SelectMany(inside => Reads(inside, graph)));

    private static Node Enclosing(Node node, Graph graph)
    {
        while (node.Graph != graph)
        {
            Graph inner = node.Graph;
            node = inner.Outer!.Nodes.First(candidate => candidate.InnerGraphs.Contains(inner));
        }

        return node;
    }
}
