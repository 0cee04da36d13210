using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Reads and writes <c>GraphProto</c>.</summary>
internal static class GraphMessage
{
    public const int NodeField = 1;
    public const int NameField = 2;
    public const int InitializerField = 5;
    public const int InputField = 11;
    public const int OutputField = 12;
    public const int SparseInitializerField = 15;
    private const int DeepestNesting = 32;
    private const int ValueInfoField = 13;

    /// <summary>Reads the parts of a graph and of those inside; its values are still names.</summary>
    public static Graph Read(ByteRange range, Graph? outer)
    {
        Graph graph = new(range, outer);
        CheckDepth(graph);

        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            Take(graph, field);
        }

        return graph;
    }

    /// <exception cref="DiagnosticException">Too many graphs are around it.</exception>
    public static void CheckDepth(Graph graph)
    {
        if (graph.Depth > DeepestNesting)
        {
            throw OnnxFileErrors.TooDeep(graph.Range.Source.Name, DeepestNesting);
        }
    }

    /// <summary>The graph as it stands now; fields that this code does not know stay where they are.</summary>
    public static MessageBuilder Write(Graph graph, IExternalDataMap data)
    {
        MessageBuilder message = new();
        if (!graph.IsModified && !graph.Tensors.Any(data.Moves))
        {
            return message.Raw(graph.Range);
        }

        List<int> open = [NodeField, InitializerField, SparseInitializerField, InputField, OutputField, ValueInfoField];
        HashSet<int> known = [.. open];
        FieldReader reader = new(graph.Range);
        while (reader.TryRead(out Field field))
        {
            if (!known.Contains(field.Number))
            {
                message.Raw(field.Whole);
            }
            else if (open.Remove(field.Number))
            {
                WriteFields(message, field.Number, graph, data);
            }
        }

        foreach (int number in open)
        {
            WriteFields(message, number, graph, data);
        }

        return message;
    }

    private static void Take(Graph graph, Field field)
    {
        switch (field.Number)
        {
            case NodeField:
                graph.NodeMessages.Add(NodeMessage.Read(Payload("a node"), graph));
                break;
            case NameField:
                graph.Name = field.Expect(WireType.Bytes, "a graph's name").Text;
                break;
            case InitializerField:
                graph.InitializerMessages.Add(TensorMessage.Read(Payload("an initializer")));
                break;
            case SparseInitializerField:
                graph.SparseInitializerMessages.Add(SparseTensorMessage.Read(Payload("a sparse initializer")));
                break;
            case InputField:
                graph.InputMessages.Add(ValueInfoMessage.Read(Payload("an input")));
                break;
            case OutputField:
                graph.OutputMessages.Add(ValueInfoMessage.Read(Payload("an output")));
                break;
            case ValueInfoField:
                graph.ValueInfoMessages.Add(ValueInfoMessage.Read(Payload("a value")));
                break;
        }

        ByteRange Payload(string what) => field.Expect(WireType.Bytes, what).Payload;
    }

    private static void WriteFields(MessageBuilder message, int number, Graph graph, IExternalDataMap data)
    {
        switch (number)
        {
            case NodeField:
                Each(graph.Nodes, node => NodeMessage.Write(node, data));
                break;
            case InitializerField:
                Each(Weights(isSparse: false), tensor => TensorWriter.Write(tensor, data));
                break;
            case SparseInitializerField:
                Each(Weights(isSparse: true), tensor => TensorWriter.Write(tensor, data));
                break;
            case InputField:
                Each(graph.Inputs, value => value.Info!.Write(value.Name));
                break;
            case OutputField:
                Each(graph.Outputs, output => graph.OutputInfo(output).Write(output.Name));
                break;
            case ValueInfoField:
                Each(graph.DescribedValues, value => value.Info!.Write(value.Name));
                break;
        }

        IEnumerable<Tensor> Weights(bool isSparse) =>
            graph.Initializers.Select(value => value.Initializer!).Where(tensor => tensor.IsSparse == isSparse);

        void Each<T>(IEnumerable<T> items, Func<T, MessageBuilder> write)
        {
            foreach (T item in items)
            {
                message.Message(number, write(item));
            }
        }
    }
}
