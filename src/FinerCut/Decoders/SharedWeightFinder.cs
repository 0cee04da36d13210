using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the weights that no sublayer counts as its own: of tied layers, of nodes that several sublayers read,
/// and inside loops and choices.</summary>
internal static class SharedWeightFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="map">The model; only the branch that computes is looked at, since others have the same
    /// weights.</param>
    public static IReadOnlyList<SharedWeight> Find(DecoderMap map)
    {
        Dictionary<Node, HashSet<SublayerName>> owners = OwnersOf(map);
        HashSet<Node> own = [.. map.Sublayers.SelectMany(sublayer => sublayer.Nodes)];
        List<SharedWeight> shared = [];
        foreach (IGrouping<Value, Node> readers in map.Order
            .SelectMany(node => WeightsOf(node).Select(weight => (Weight: weight, Node: node)))
                .GroupBy(pair => pair.Weight, pair => pair.Node))
        {
            if (!map.Graph.Outputs.Contains(readers.Key) && readers.All(owners.ContainsKey))
            {
                HashSet<SublayerName> names = [.. readers.SelectMany(node => owners[node])];
                List<Node> direct = [.. readers.Where(node => node.Inputs.Contains(readers.Key))];
                bool isCounted = names.Count == 1 && direct.Count > 0 && direct.TrueForAll(own.Contains);
                shared.AddRange(isCounted ? [] : [new SharedWeight(readers.Key, names)]);
            }
        }

        return shared;
    }

    /// <summary>What a node reads, also within the graphs of a loop or choice.</summary>
    private static HashSet<Value> WeightsOf(Node node) => [.. ValuesOf(node).Where(Constants.IsWeight)];

    private static IEnumerable<Value> ValuesOf(
        Node node) => node.Inputs.OfType<Value>().Concat(node.InnerGraphs.SelectMany(inner =>
        Constants.WeightsOf(inner).Concat(inner.Nodes.SelectMany(ValuesOf))));

    /// <summary>The sublayers that need each node; a node that something else needs is not there.</summary>
    private static Dictionary<Node, HashSet<SublayerName>> OwnersOf(DecoderMap map)
    {
        Dictionary<Node, HashSet<SublayerName>> owners = map.Sublayers
            .SelectMany(sublayer => sublayer.Nodes.Select(node => (Node: node, sublayer.Name)))
            .GroupBy(pair => pair.Node)
                .ToDictionary(group => group.Key, group => group.Select(pair => pair.Name).ToHashSet());
        Dictionary<Node, Node> outer =
            map.Order.SelectMany(node => InnerNodesOf(node).Select(inner => (Inner: inner, Outer: node)))
                .ToDictionary(pair => pair.Inner, pair => pair.Outer);
        foreach (Node node in map.Order.Reverse().Where(node => !owners.ContainsKey(node)))
        {
            List<Value> outputs = [.. node.Outputs.OfType<Value>()];
            List<Node> readers = [
                .. outputs.SelectMany(output => output.Uses).Select(use => outer.GetValueOrDefault(use.Node, use.Node))
            ];
            if (readers.Count > 0 && !outputs.Exists(output => output.IsGraphOutput)
                && readers.TrueForAll(owners.ContainsKey))
            {
                owners[node] = [.. readers.SelectMany(reader => owners[reader])];
            }
        }

        return owners;
    }

    private static IEnumerable<Node> InnerNodesOf(Node node) =>
        node.InnerGraphs.SelectMany(inner => inner.Nodes).SelectMany(inner => InnerNodesOf(inner).Prepend(inner));
}
