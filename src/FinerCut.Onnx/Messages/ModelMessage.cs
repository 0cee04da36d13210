using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>A <c>ModelProto</c> as it stands in a file, the values of its graph still names.</summary>
internal sealed class ModelMessage
{
    private const int IrVersionField = 1;
    private const int ProducerNameField = 2;
    private const int ProducerVersionField = 3;
    private const int GraphField = 7;
    private const int OpsetField = 8;
    private const int MetadataField = 14;
    private const int FunctionField = 25;

    private GraphMessage? _graph;

    private ModelMessage(ByteRange range) => Range = range;

    public ByteRange Range { get; }

    public long IrVersion { get; private set; }

    public string ProducerName { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    public List<OpsetImport> OpsetImports { get; } = [];

    public List<KeyValuePair<string, string>> Metadata { get; } = [];

    /// <summary>The functions of the file, each for the calls of its key; none is left once the model is
    /// written.</summary>
    public List<FunctionMessage> Functions { get; } = [];

    /// <summary>The graph.</summary>
    /// <exception cref="DiagnosticException">FC1002: there is none.</exception>
    public GraphMessage Graph => _graph ?? throw MessageErrors.NoGraph(Range.Source.Name);

    public static ModelMessage Read(ByteRange range)
    {
        ModelMessage model = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            model.Take(field);
        }

        return model;
    }

    /// <summary>The model as it stands now; fields that this code does not know stay where they are.</summary>
    public static MessageBuilder Write(Model model, IExternalDataMap data)
    {
        MessageBuilder message = new();
        bool isAsItWas = !model.HasNewMetadata && !model.Graph.IsModified
            && model.Functions is { Inlined: 0, Uncalled: 0 };
        if (isAsItWas && !model.Tensors.Any(data.Moves))
        {
            return message.Raw(model.Original);
        }

        List<int> open = [GraphField, OpsetField, MetadataField];
        FieldReader reader = new(model.Original);
        while (reader.TryRead(out Field field))
        {
            if (field.Number is not (GraphField or MetadataField or OpsetField or FunctionField))
            {
                message.Raw(field.Whole);
            }
            else if (open.Remove(field.Number))
            {
                WriteField(field.Number);
            }
        }

        open.ForEach(WriteField);
        return message;

        void WriteField(int number)
        {
            switch (number)
            {
                case GraphField:
                    message.Message(GraphField, GraphMessage.Write(model.Graph, data));
                    break;
                case OpsetField:
                    WriteOpsets(message, model);
                    break;
                default:
                    WriteMetadata(message, model);
                    break;
            }
        }
    }

    /// <summary>A model with another graph, all else as it stands; a graph has no calls of functions.</summary>
    public static MessageBuilder Write(Model model, MessageBuilder graph)
    {
        MessageBuilder message = new MessageBuilder().CopyExcept(
            model.Original, GraphField, MetadataField, OpsetField, FunctionField);
        WriteOpsets(message, model);
        return message.Message(GraphField, graph);
    }

    /// <summary>Those of the file as they stand, then those that came with functions.</summary>
    private static void WriteOpsets(MessageBuilder message, Model model)
    {
        List<Field> fields = FieldsOf(model, OpsetField);
        fields.ForEach(field => message.Raw(field.Whole));
        foreach (OpsetImport opset in model.OpsetImports.Skip(fields.Count))
        {
            message.Message(OpsetField, OpsetMessage.Write(opset));
        }
    }

    /// <summary>Entries that stayed the same are copied, with what else may be in them.</summary>
    private static void WriteMetadata(MessageBuilder message, Model model)
    {
        List<Field> fields = FieldsOf(model, MetadataField);
        foreach ((int index, (string key, string value)) in model.Metadata.Index())
        {
            if (index < fields.Count && StringEntry.Read(fields[index].Payload) == (key, value))
            {
                message.Raw(fields[index].Whole);
            }
            else
            {
                message.Message(MetadataField, StringEntry.Write(key, value));
            }
        }
    }

    private static List<Field> FieldsOf(Model model, int number)
    {
        List<Field> fields = [];
        FieldReader reader = new(model.Original);
        while (reader.TryRead(out Field field))
        {
            if (field.Number == number)
            {
                fields.Add(field);
            }
        }

        return fields;
    }

    private void Take(Field field)
    {
        switch (field.Number)
        {
            case IrVersionField:
                IrVersion = field.Expect(WireType.Varint, "the IR version").Int64;
                break;
            case ProducerNameField:
                ProducerName = field.Expect(WireType.Bytes, "the producer").Text;
                break;
            case ProducerVersionField:
                ProducerVersion = field.Expect(WireType.Bytes, "the producer's version").Text;
                break;
            case GraphField:
                _graph = GraphMessage.Read(field.Expect(WireType.Bytes, "the graph").Payload, outer: null);
                break;
            case OpsetField:
                OpsetImports.Add(OpsetMessage.Read(field.Expect(WireType.Bytes, "an operator set").Payload));
                break;
            case FunctionField:
                Functions.Add(FunctionMessage.Read(field.Expect(WireType.Bytes, "a function").Payload));
                break;
            case MetadataField:
                (string key, string value) = StringEntry.Read(field.Expect(WireType.Bytes, "metadata").Payload);
                Metadata.Add(new(key, value));
                break;
        }
    }
}
