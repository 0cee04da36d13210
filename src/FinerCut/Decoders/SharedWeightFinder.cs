using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the weights of tied layers, and of nodes that several sublayers read.</summary>
internal static class SharedWeightFinder
{
    /// <summary>Finds them.</summary>
    /// <param name="map">The model; only the branch that computes is looked at, since others have the same weights.</param>
    public static IReadOnlyList<SharedWeight> Find(DecoderMap map)
    {
        Dictionary<Node, HashSet<SublayerName>> owners = OwnersOf(map);
        HashSet<Node> here = [.. map.Order];
        List<SharedWeight> shared = [];
        foreach (Value weight in map.Order.SelectMany(node => node.Inputs).OfType<Value>().Distinct().Where(Constants.IsWeight))
        {
            List<Node> readers = [.. weight.Uses.Select(use => use.Node).Where(here.Contains)];
            if (!weight.IsGraphOutput && readers.TrueForAll(owners.ContainsKey))
            {
                HashSet<SublayerName> names = [.. readers.SelectMany(node => owners[node])];
                shared.AddRange(names.Count > 1 ? [new SharedWeight(weight, names)] : (SharedWeight[])[]);
            }
        }

        return shared;
    }

    /// <summary>The sublayers that need each node; a node that something else needs is not there.</summary>
    private static Dictionary<Node, HashSet<SublayerName>> OwnersOf(DecoderMap map)
    {
        Dictionary<Node, HashSet<SublayerName>> owners = map.Sublayers
            .SelectMany(sublayer => sublayer.Nodes.Select(node => (Node: node, sublayer.Name)))
            .GroupBy(pair => pair.Node).ToDictionary(group => group.Key, group => group.Select(pair => pair.Name).ToHashSet());
        foreach (Node node in map.Order.Reverse().Where(node => !owners.ContainsKey(node)))
        {
            List<Value> outputs = [.. node.Outputs.OfType<Value>()];
            List<Node> readers = [.. outputs.SelectMany(output => output.Uses).Select(use => use.Node)];
            if (readers.Count > 0 && !outputs.Exists(output => output.IsGraphOutput) && readers.TrueForAll(owners.ContainsKey))
            {
                owners[node] = [.. readers.SelectMany(reader => owners[reader])];
            }
        }

        return owners;
    }
}
