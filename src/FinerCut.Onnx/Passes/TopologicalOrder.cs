using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Passes;

/// <summary>Orders nodes so that each comes after those whose values it reads.</summary>
public static class TopologicalOrder
{
    /// <summary>The nodes of a graph in such an order; a file that is in order keeps its own.</summary>
    /// <param name="graph">The graph; reads from inner graphs count as reads of the node around them.</param>
    /// <returns>The nodes that can be ordered; fewer than the graph has where some wait for each other.</returns>
    public static IReadOnlyList<Node> Of(Graph graph)
    {
        Dictionary<Node, int> place = [];
        Dictionary<Graph, Node> owners = [];
        foreach (Node node in graph.Nodes)
        {
            place[node] = place.Count;
            AddOwners(node, node, owners);
        }

        Dictionary<Node, int> waiting = graph.Nodes.ToDictionary(node => node, node => Reads(node, graph).Count(value => value.Producer is not null));
        PriorityQueue<Node, int> ready = new();
        foreach (Node node in graph.Nodes.Where(node => waiting[node] == 0))
        {
            ready.Enqueue(node, place[node]);
        }

        List<Node> order = [];
        while (ready.TryDequeue(out Node? node, out _))
        {
            order.Add(node);
            foreach (Use use in node.Outputs.OfType<Value>().SelectMany(output => output.Uses))
            {
                Node reader = use.Node.Graph == graph ? use.Node : owners[use.Node.Graph];
                if (--waiting[reader] == 0)
                {
                    ready.Enqueue(reader, place[reader]);
                }
            }
        }

        return order;
    }

    private static void AddOwners(Node outermost, Node node, Dictionary<Graph, Node> owners)
    {
        foreach (Graph inner in node.InnerGraphs)
        {
            owners[inner] = outermost;
            foreach (Node inside in inner.Nodes)
            {
                AddOwners(outermost, inside, owners);
            }
        }
    }

    private static IEnumerable<Value> Reads(Node node, Graph graph) => node.Inputs.OfType<Value>().Where(value => value.Graph == graph)
        .Concat(node.InnerGraphs.SelectMany(inner => inner.Nodes).SelectMany(inside => Reads(inside, graph)));
}
