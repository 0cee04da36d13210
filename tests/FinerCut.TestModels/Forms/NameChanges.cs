using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>Changes all names but those of inputs and outputs of the model.</summary>
internal static class NameChanges
{
    private const int Seed = 11;

    /// <summary>Takes the names of nodes, all texts and descriptions, and calls values <c>v0</c>, <c>v1</c>,
    /// ...</summary>
    public static void Strip(ModelProto model)
    {
        Forget(model);
        Rename(model, [.. InnerNames(model).Index().Select(pair => KeyValuePair.Create(pair.Item, $"v{pair.Index}"))]);
        foreach (NodeProto node in GraphProtos.Of(model).SelectMany(graph => graph.Node))
        {
            node.ClearName();
        }
    }

    /// <summary>Gives each value and each node the name of another one.</summary>
    public static void Shuffle(ModelProto model)
    {
        Random random = new(Seed);
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            graph.ValueInfo.Clear();
        }

        string[] names = [.. InnerNames(model)];
        string[] others = [.. names];
        random.Shuffle(others);
        (others[0], others[^1]) = ("present.0.key_dim", "past_key_values.1.value_inner");
        Rename(model, [.. names.Zip(others, KeyValuePair.Create)]);
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            string[] titles = [.. graph.Node.Select(node => node.Name)];
            random.Shuffle(titles);
            foreach ((NodeProto node, string title) in graph.Node.Zip(titles))
            {
                node.Name = title;
            }
        }
    }

    private static IEnumerable<string> InnerNames(ModelProto model)
    {
        HashSet<string> kept = [.. model.Graph.Input.Concat(model.Graph.Output).Select(info => info.Name)];
        return GraphProtos.Of(model).SelectMany(graph => graph.Initializer.Select(tensor => tensor.Name).Concat(
            graph.Input.Select(info => info.Name))
                .Concat(graph.Node.SelectMany(node => node.Output)))
            .Where(name => name.Length > 0 && !kept.Contains(name)).Distinct();
    }

    private static void Rename(ModelProto model, IReadOnlyList<KeyValuePair<string, string>> changes)
    {
        Dictionary<string, string> names = changes.ToDictionary();
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            foreach (TensorProto tensor in graph.Initializer)
            {
                tensor.Name = New(tensor.Name);
            }

            foreach (ValueInfoProto info in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            {
                info.Name = New(info.Name);
            }

            foreach (NodeProto node in graph.Node)
            {
                Rename(node.Input);
                Rename(node.Output);
            }
        }

        string New(string name) => names.GetValueOrDefault(name, name);

        void Rename(IList<string> values)
        {
            for (int index = 0; index < values.Count; index++)
            {
                values[index] = New(values[index]);
            }
        }
    }

    private static void Forget(ModelProto model)
    {
        model.ClearDocString();
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            graph.Name = "g";
            graph.ClearDocString();
            graph.ValueInfo.Clear();
            graph.QuantizationAnnotation.Clear();
            graph.MetadataProps.Clear();
            foreach (NodeProto node in graph.Node)
            {
                node.ClearDocString();
                node.MetadataProps.Clear();
            }

            foreach (TensorProto tensor in WholeModel.TensorsOf(graph))
            {
                tensor.ClearDocString();
            }
        }
    }
}
