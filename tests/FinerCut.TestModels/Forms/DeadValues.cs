using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>Takes out what nobody reads.</summary>
internal static class DeadValues
{
    public static void Remove(ModelProto model)
    {
        // Inner graphs first, since they read from the outer ones.
        foreach (GraphProto graph in GraphProtos.Of(model).Reverse())
        {
            Remove(graph);
        }
    }

    private static void Remove(GraphProto graph)
    {
        HashSet<string> read = [.. graph.Output.Select(output => output.Name)];
        foreach (NodeProto node in graph.Node.Reverse().ToList())
        {
            if (!node.Output.Any(read.Contains))
            {
                graph.Node.Remove(node);
                continue;
            }

            read.UnionWith(GraphProtos.ReadsOf(node));
            Trim(node, read);
        }

        List<TensorProto> kept = [.. graph.Initializer.Where(tensor => read.Contains(tensor.Name))];
        graph.Initializer.Clear();
        graph.Initializer.Add(kept);
    }

    /// <summary>An output that nobody reads has no name, the last ones are not there; a node with inner graphs keeps
    /// its places.</summary>
    private static void Trim(NodeProto node, HashSet<string> read)
    {
        if (GraphProtos.InnerOf(node).Any())
        {
            return;
        }

        for (int index = node.Output.Count - 1; index > 0; index--)
        {
            if (read.Contains(node.Output[index]))
            {
                continue;
            }

            if (index == node.Output.Count - 1)
            {
                node.Output.RemoveAt(index);
            }
            else
            {
                node.Output[index] = "";
            }
        }
    }
}
