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

    private readonly List<int> _fieldOrder = [];

    private ModelMessage(ByteRange range) => Range = range;

    public ByteRange Range { get; }

    public long IrVersion { get; private set; }

    public string ProducerName { get; private set; } = "";

    public string ProducerVersion { get; private set; } = "";

    public List<OpsetImport> OpsetImports { get; } = [];

    public List<KeyValuePair<string, string>> Metadata { get; } = [];

    public Graph? Graph { get; private set; }

    public static ModelMessage Read(ByteRange range)
    {
        ModelMessage model = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            model._fieldOrder.Add(field.Number);
            model.Take(field);
        }

        return model.Graph is null ? throw OnnxFileErrors.NoGraph(range.Source.Name) : model;
    }

    public static MessageBuilder Write(Model model, IExternalDataMap data)
    {
        MessageBuilder message = new();
        ModelMessage original = model.Message;
        List<int> order = [.. original._fieldOrder.Distinct()];
        if (!order.Contains(MetadataField))
        {
            order.Add(MetadataField);
        }

        foreach (int number in order)
        {
            switch (number)
            {
                case GraphField:
                    message.Message(GraphField, GraphMessage.Write(model.Graph, data));
                    break;
                case MetadataField when model.HasNewMetadata:
                    foreach ((string key, string value) in model.Metadata)
                    {
                        message.Message(MetadataField, StringEntry.Write(key, value));
                    }

                    break;
                default:
                    CopyField(message, number, original.Range);
                    break;
            }
        }

        return message;
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
