using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>A <c>GraphProto</c> as it stands in a file, its values still names.</summary>
internal sealed class GraphMessage
{
    public const int NodeField = 1;
    public const int NameField = 2;
    public const int InitializerField = 5;
    public const int InputField = 11;
    public const int OutputField = 12;
    public const int SparseInitializerField = 15;
    private const int DeepestNesting = 32;
    private const int ValueInfoField = 13;

    private readonly int _depth;

    /// <param name="range">The bytes of the graph.</param>
    /// <param name="outer">The graph around it; null for a model's own.</param>
    /// <exception cref="DiagnosticException">FC1009: too many graphs are around it.</exception>
    public GraphMessage(ByteRange range, GraphMessage? outer)
    {
        (Range, _depth) = (range, outer is null ? 0 : outer._depth + 1);
        if (_depth > DeepestNesting)
        {
            throw MessageErrors.TooDeep(range.Source.Name, DeepestNesting);
        }
    }

    public ByteRange Range { get; }

    public string Name { get; set; } = "";

    /// <summary>Whether the graph is another one than in the file.</summary>
    public bool IsModified { get; set; }

    public List<NodeMessage> Nodes { get; } = [];

    public List<Tensor> Initializers { get; } = [];

    public List<Tensor> SparseInitializers { get; } = [];

    public List<ValueInfo> Inputs { get; } = [];

    public List<ValueInfo> Outputs { get; } = [];

    /// <summary>What the file says about inner values.</summary>
    public List<ValueInfo> ValueInfos { get; } = [];

    /// <summary>The constants that have names, of both kinds.</summary>
    public IEnumerable<Tensor> AllInitializers => Initializers.Concat(SparseInitializers);

    /// <summary>Reads the parts of a graph and of those inside.</summary>
    public static GraphMessage Read(ByteRange range, GraphMessage? outer)
    {
        GraphMessage graph = new(range, outer);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            graph.Take(field);
        }

        return graph;
    }

    /// <summary>The graph as it stands now; fields that this code does not know stay where they are.</summary>
    public static MessageBuilder Write(Graph graph, IExternalDataMap data)
    {
        MessageBuilder message = new();
        if (!graph.IsModified && !graph.Tensors.Any(data.Moves))
        {
            return message.Raw(graph.Original);
        }

        List<int> open = [NodeField, InitializerField, SparseInitializerField, InputField, OutputField, ValueInfoField];
        HashSet<int> known = [.. open];
        FieldReader reader = new(graph.Original);
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
                Each(graph.Inputs, value => ValueInfoMessage.Write(value.Info!, value.Name));
                break;
            case OutputField:
                Each(graph.Outputs, output => ValueInfoMessage.Write(output.OutputInfo!, output.Name));
                break;
            case ValueInfoField:
                Each(graph.DescribedValues, value => ValueInfoMessage.Write(value.Info!, value.Name));
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

    private void Take(Field field)
    {
        switch (field.Number)
        {
            case NodeField:
                Nodes.Add(NodeMessage.Read(Payload("a node"), this));
                break;
            case NameField:
                Name = field.Expect(WireType.Bytes, "a graph's name").Text;
                break;
            case InitializerField:
                Initializers.Add(TensorMessage.Read(Payload("an initializer")));
                break;
            case SparseInitializerField:
                SparseInitializers.Add(SparseTensorMessage.Read(Payload("a sparse initializer")));
                break;
            case InputField:
                Inputs.Add(ValueInfoMessage.Read(Payload("an input")));
                break;
            case OutputField:
                Outputs.Add(ValueInfoMessage.Read(Payload("an output")));
                break;
            case ValueInfoField:
                ValueInfos.Add(ValueInfoMessage.Read(Payload("a value")));
                break;
        }

        ByteRange Payload(string what) => field.Expect(WireType.Bytes, what).Payload;
    }
}
