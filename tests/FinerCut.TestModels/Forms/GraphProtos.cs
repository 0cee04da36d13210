using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>What graphs, nodes and values have to do with each other in protobuf form.</summary>
internal static class GraphProtos
{
    /// <summary>A model's graph and all inside it, outer ones first.</summary>
    public static IEnumerable<GraphProto> Of(ModelProto model) => WithInner(model.Graph);

    public static IEnumerable<GraphProto> WithInner(GraphProto graph) =>
        graph.Node.SelectMany(InnerOf).SelectMany(WithInner).Prepend(graph);

    public static IEnumerable<GraphProto> InnerOf(NodeProto node) =>
        node.Attribute
            .SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G));

    /// <summary>The names that a graph's nodes and outputs read, in inner graphs too; a name read twice comes
    /// twice.</summary>
    public static IEnumerable<string> ReadsOf(GraphProto graph) =>
        graph.Node.SelectMany(ReadsOf).Concat(graph.Output.Select(output => output.Name));

    public static IEnumerable<string> ReadsOf(NodeProto node) =>
        node.Input.Where(name => name.Length > 0).Concat(InnerOf(node).SelectMany(ReadsOf));

    /// <summary>Lets everyone who reads some names read others, in inner graphs too.</summary>
    public static void ReplaceReads(GraphProto graph, IReadOnlyDictionary<string, string> replacements)
    {
        foreach (NodeProto node in WithInner(graph).SelectMany(inner => inner.Node))
        {
            for (int index = 0; index < node.Input.Count; index++)
            {
                node.Input[index] = Final(node.Input[index]);
            }
        }

        string Final(string name)
        {
            while (replacements.TryGetValue(name, out string? next))
            {
                name = next;
            }

            return name;
        }
    }

    /// <summary>Sets the nodes of a graph.</summary>
    public static void SetNodes(GraphProto graph, IEnumerable<NodeProto> nodes)
    {
        List<NodeProto> all = [.. nodes];
        graph.Node.Clear();
        graph.Node.Add(all);
    }
}
