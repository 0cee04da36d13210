using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>A <c>ModelProto</c> as it stands in a file.</summary>
internal sealed class ModelMessage
{
    private const int IrVersionField = 1;
    private const int ProducerNameField = 2;
    private const int ProducerVersionField = 3;
    private const int GraphField = 7;
    private const int OpsetField = 8;
    private const int MetadataField = 14;

    private ModelMessage(ByteRange range) => Range = range;

    public ByteRange Range { get; }

    public long IrVersion { get; private set; }

    public string ProducerName { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    public List<OpsetImport> OpsetImports { get; } = [];

    public List<KeyValuePair<string, string>> Metadata { get; } = [];

    /// <summary>The fields that the metadata was read from, one each.</summary>
    public List<Field> MetadataFields { get; } = [];

    public Graph? Graph { get; private set; }

    public static ModelMessage Read(ByteRange range)
    {
        ModelMessage model = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            model.Take(field);
        }

        return model.Graph is null ? throw OnnxFileErrors.NoGraph(range.Source.Name) : model;
    }

    /// <summary>The model as it stands now; fields that this code does not know stay where they are.</summary>
    public static MessageBuilder Write(Model model, IExternalDataMap data)
    {
        MessageBuilder message = new();
        if (!model.HasNewMetadata && !model.Graph.IsModified && !model.Tensors.Any(data.Moves))
        {
            return message.Raw(model.Message.Range);
        }

        List<int> open = [GraphField, MetadataField];
        FieldReader reader = new(model.Message.Range);
        while (reader.TryRead(out Field field))
        {
            if (field.Number is not (GraphField or MetadataField))
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
            if (number == GraphField)
            {
                message.Message(GraphField, GraphMessage.Write(model.Graph, data));
            }
            else
            {
                WriteMetadata(message, model);
            }
        }
    }

    /// <summary>A model with another graph, all else as it stands.</summary>
    public static MessageBuilder Write(Model model, MessageBuilder graph) =>
        new MessageBuilder().CopyExcept(model.Message.Range, GraphField, MetadataField).Message(GraphField, graph);

    /// <summary>Entries that stayed the same are copied, with what else may be in them.</summary>
    private static void WriteMetadata(MessageBuilder message, Model model)
    {
        foreach ((int index, KeyValuePair<string, string> entry) in model.Metadata.Index())
        {
            if (index < model.Message.Metadata.Count && model.Message.Metadata[index].Equals(entry))
            {
                message.Raw(model.Message.MetadataFields[index].Whole);
            }
            else
            {
                message.Message(MetadataField, StringEntry.Write(entry.Key, entry.Value));
            }
        }
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
                Graph = GraphMessage.Read(field.Expect(WireType.Bytes, "the graph").Payload, outer: null);
                break;
            case OpsetField:
                OpsetImports.Add(ReadOpset(field.Expect(WireType.Bytes, "an operator set").Payload));
                break;
            case MetadataField:
                (string key, string value) = StringEntry.Read(field.Expect(WireType.Bytes, "metadata").Payload);
                Metadata.Add(new(key, value));
                MetadataFields.Add(field);
                break;
        }
    }

    private static OpsetImport ReadOpset(ByteRange range)
    {
        OpsetImport opset = new("", 0);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            opset = field switch
            {
                { Number: 1, Wire: WireType.Bytes } => opset with { Domain = field.Text },
                { Number: 2, Wire: WireType.Varint } => opset with { Version = field.Int64 },
                _ => opset,
            };
        }

        return opset;
    }
}
