using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Reads and writes <c>GraphProto</c>.</summary>
internal static class GraphMessage
{
    private const int DeepestNesting = 32;
    private const int NodeField = 1;
    private const int NameField = 2;
    private const int InitializerField = 5;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ValueInfoField = 13;
    private const int SparseInitializerField = 15;

    /// <summary>Reads a graph; values of an inner graph that come from outside are connected with the outermost one.</summary>
    public static Graph Read(ByteRange range, Graph? outer)
    {
        Graph graph = new(range, outer);
        if (graph.Depth > DeepestNesting)
        {
            throw OnnxFileErrors.TooDeep(range.Source.Name, DeepestNesting);
        }

        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            graph.FieldOrder.Add(field.Number);
            Take(graph, field);
        }

        graph.Define();
        if (outer is null)
        {
            graph.Connect();
        }

        return graph;
    }

    public static MessageBuilder Write(Graph graph, IExternalDataMap data)
    {
        MessageBuilder message = new();
        List<int> order = [.. graph.FieldOrder.Distinct()];
        foreach (int number in order.Concat(new[] { NodeField, InitializerField, InputField, OutputField, ValueInfoField }.Except(order)))
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
                graph.SparseInitializers.Add(SparseName(Payload("a sparse initializer")));
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
                Each(graph.Initializers, value => TensorWriter.Write(value.Initializer!, data));
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
            default:
                CopyField(message, number, graph.Range);
                break;
        }

        void Each<T>(IEnumerable<T> items, Func<T, MessageBuilder> write)
        {
            foreach (T item in items)
            {
                message.Message(number, write(item));
            }
        }
    }

    private static void CopyField(MessageBuilder message, int number, ByteRange range)
    {
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            if (field.Number == number)
            {
                message.Raw(field.Whole);
            }
        }
    }

    private static string SparseName(ByteRange range)
    {
        FieldReader reader = new(range);
        return reader.TryRead(out Field field) && field is { Number: 1, Wire: WireType.Bytes } ? TensorMessage.Read(field.Payload).Name : "";
    }
}
