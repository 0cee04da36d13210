using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Passes;

/// <summary>A part of a model as a model of its own: a few kilobytes, its weights left in the files of the
/// source.</summary>
public static class ModelExtractor
{
    /// <summary>Cuts out what lies between some values.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="inputs">The values to be given, with what is known of their types; nothing before them is
    /// taken.</param>
    /// <param name="outputs">The values to be computed, all of one graph; it may be an inner one.</param>
    /// <returns>The bytes of an ONNX file; weights are external data relative to
    /// <see cref="Model.DataFolder"/>.</returns>
    public static byte[] Extract(
        Model model, IReadOnlyList<KeyValuePair<Value, TensorType>> inputs, IReadOnlyList<Value> outputs)
    {
        HashSet<Value> given = [.. inputs.Select(input => input.Key)];
        (HashSet<Node> nodes, HashSet<Value> weights) = Collect(outputs, given);
        MessageBuilder graph = new();
        SourceData data = new(model);
        foreach (Node node in WithOuter(outputs[0].Graph).SelectMany(TopologicalOrder.SortNodes).Where(nodes.Contains))
        {
            graph.Message(GraphMessage.NodeField, NodeMessage.Write(node, data));
        }

        graph.Text(GraphMessage.NameField, "segment");
        foreach (Tensor weight in weights.OrderBy(weight => weight.Name, StringComparer.Ordinal)
            .Select(weight => weight.Initializer).OfType<Tensor>())
        {
            int field = weight.IsSparse ? GraphMessage.SparseInitializerField : GraphMessage.InitializerField;
            graph.Message(field, TensorWriter.Write(weight, data));
        }

        foreach ((Value value, TensorType type) in inputs)
        {
            graph.Message(GraphMessage.InputField, ValueInfoMessage.Write(value.Name, type));
        }

        foreach (Value output in outputs)
        {
            graph.Message(GraphMessage.OutputField, ValueInfoMessage.Write(output.Name, type: null));
        }

        return ModelMessage.Write(model, graph).ToArray();
    }

    /// <summary>The graphs around a graph, outermost first, and itself.</summary>
    private static IEnumerable<Graph> WithOuter(Graph graph) =>
        graph.Outer is null ? [graph] : WithOuter(graph.Outer).Append(graph);

    private static (HashSet<Node> Nodes, HashSet<Value> Weights) Collect(
        IReadOnlyList<Value> outputs, HashSet<Value> given)
    {
        HashSet<Node> nodes = [];
        HashSet<Value> weights = [];
        Stack<Value> open = new(outputs);
        while (open.TryPop(out Value? value))
        {
            if (given.Contains(value))
            {
                continue;
            }

            if (value.Producer is not { } producer)
            {
                weights.Add(value);
            }
            else if (nodes.Add(producer))
            {
                foreach (Value input in NodeReads.ListValues(producer))
                {
                    open.Push(input);
                }
            }
        }

        return (nodes, weights);
    }
}
