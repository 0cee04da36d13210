using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Passes;

/// <summary>Orders nodes so that each comes after those whose values it reads.</summary>
public static class TopologicalOrder
{
    /// <summary>The nodes of a graph in such an order; a file that is in order keeps its own.</summary>
    /// <param name="graph">The graph; reads from inner graphs count as reads of the node around them.</param>
    /// <returns>The nodes that can be ordered; fewer than the graph has where some wait for each other.</returns>
    public static IReadOnlyList<Node> SortNodes(Graph graph)
    {
        Dictionary<Node, int> place = graph.Nodes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] waiting = new int[place.Count];
        List<int>[] readers = [.. graph.Nodes.Select(_ => new List<int>())];
        foreach (Node node in graph.Nodes)
        {
            IEnumerable<Node> producers = NodeReads.ListValues(node).Select(value => value.Producer).OfType<Node>();
            foreach (Node producer in producers.Where(place.ContainsKey))
            {
                waiting[place[node]]++;
                readers[place[producer]].Add(place[node]);
            }
        }

        List<Node> order = [];
        IEnumerable<int> first = Enumerable.Range(0, waiting.Length).Where(index => waiting[index] == 0);
        PriorityQueue<int, int> ready = new(first.Select(index => (index, index)));
        while (ready.TryDequeue(out int index, out _))
        {
            order.Add(graph.Nodes[index]);
            foreach (int reader in readers[index].Where(reader => --waiting[reader] == 0))
            {
                ready.Enqueue(reader, reader);
            }
        }

        return order;
    }
}
