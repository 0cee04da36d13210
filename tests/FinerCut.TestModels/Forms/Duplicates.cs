using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.TestModels.Forms;

/// <summary>Merges equal initializers, and nodes that compute the same from the same.</summary>
internal static class Duplicates
{
    public static void Merge(ModelProto model)
    {
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            MergeInitializers(graph);
            MergeNodes(graph);
        }
    }

    private static void MergeInitializers(GraphProto graph)
    {
        Dictionary<ByteString, string> seen = [];
        Dictionary<string, string> replacements = [];
        foreach (TensorProto tensor in graph.Initializer.ToList())
        {
            TensorProto nameless = tensor.Clone();
            nameless.ClearName();
            nameless.ClearDocString();
            if (!seen.TryAdd(nameless.ToByteString(), tensor.Name))
            {
                replacements[tensor.Name] = seen[nameless.ToByteString()];
                graph.Initializer.Remove(tensor);
            }
        }

        GraphProtos.ReplaceReads(graph, replacements);
    }

    private static void MergeNodes(GraphProto graph)
    {
        HashSet<string> outputs = [.. graph.Output.Select(output => output.Name)];
        Dictionary<ByteString, NodeProto> seen = [];
        foreach (NodeProto node in graph.Node.ToList())
        {
            NodeProto nameless = new()
            {
                OpType = node.OpType,
                Domain = node.Domain,
                Input = { node.Input },
                Attribute = { node.Attribute.OrderBy(attribute => attribute.Name, StringComparer.Ordinal) }
            };
            ByteString key = nameless.ToByteString();
            if (node.Output.Any(outputs.Contains) || GraphProtos.InnerOf(node).Any() || seen.TryAdd(key, node)
                || seen[key].Output.Count < node.Output.Count)
            {
                continue;
            }

            GraphProtos.ReplaceReads(graph, node.Output.Zip(seen[key].Output)
                .Where(pair => pair.First.Length > 0)
                .ToDictionary(pair => pair.First, pair => pair.Second));
            graph.Node.Remove(node);
        }
    }
}
