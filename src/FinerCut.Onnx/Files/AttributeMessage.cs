using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Files;

/// <summary>Reads and writes <c>AttributeProto</c>.</summary>
internal static class AttributeMessage
{
    private const int NameField = 1;
    private const int FloatField = 2;
    private const int IntField = 3;
    private const int StringField = 4;
    private const int TensorField = 5;
    private const int GraphField = 6;
    private const int FloatsField = 7;
    private const int IntsField = 8;
    private const int TensorsField = 10;
    private const int GraphsField = 11;
    private const int TypeField = 20;
    private const int ReferenceField = 21;
    private const int SparseTensorField = 22;
    private const int SparseTensorsField = 23;

    public static Attribute Read(ByteRange range, Graph graph)
    {
        Attribute attribute = new(range);
        (List<long> ints, List<float> floats, List<Tensor> tensors, List<Graph> graphs) = ([], [], [], []);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case NameField:
                    attribute.Name = field.Expect(WireType.Bytes, "an attribute's name").Text;
                    break;
                case TypeField:
                    attribute.Kind = (AttributeKind)(int)field.Varint;
                    break;
                case IntField:
                    attribute.Int = field.Expect(WireType.Varint, "an integer attribute").Int64;
                    break;
                case FloatField:
                    attribute.Float = field.Expect(WireType.Fixed32, "a float attribute").Float;
                    break;
                case StringField:
                    attribute.Text = field.Expect(WireType.Bytes, "a text attribute").Text;
                    break;
                case IntsField:
                    field.AddIntegersTo(ints);
                    break;
                case FloatsField:
                    field.AddFloatsTo(floats);
                    break;
                case TensorField or TensorsField:
                    tensors.Add(new Tensor(TensorMessage.Read(field.Expect(WireType.Bytes, "a tensor attribute").Payload)));
                    break;
                case SparseTensorField or SparseTensorsField:
                    ByteRange sparse = field.Expect(WireType.Bytes, "a sparse attribute").Payload;
                    tensors.Add(new Tensor(SparseTensorMessage.Read(sparse)));
                    break;
                case ReferenceField:
                    attribute.Reference = field.Expect(WireType.Bytes, "the name of a function's attribute").Text;
                    break;
                case GraphField or GraphsField:
                    graphs.Add(GraphMessage.Read(field.Expect(WireType.Bytes, "a graph attribute").Payload, graph));
                    break;
            }
        }

        (attribute.Ints, attribute.Floats, attribute.Tensors, attribute.Graphs) = (ints, floats, tensors, graphs);
        return attribute;
    }

    /// <summary>A new attribute that holds an integer.</summary>
    public static MessageBuilder Write(string name, long value) =>
        new MessageBuilder().Text(NameField, name).Varint(IntField, value).Varint(TypeField, (long)AttributeKind.Int);

    /// <summary>A new attribute that holds a float.</summary>
    public static MessageBuilder Write(string name, float value) =>
        new MessageBuilder().Text(NameField, name).Float(FloatField, value).Varint(TypeField, (long)AttributeKind.Float);

    /// <summary>A new attribute that holds integers.</summary>
    public static MessageBuilder Write(string name, IReadOnlyList<long> values)
    {
        MessageBuilder message = new MessageBuilder().Text(NameField, name);
        foreach (long value in values)
        {
            message.Varint(IntsField, value);
        }

        return message.Varint(TypeField, (long)AttributeKind.Ints);
    }

    public static MessageBuilder Write(Attribute attribute, IExternalDataMap data)
    {
        bool moves = attribute.Tensors.SelectMany(tensor => tensor.Stored).Any(data.Moves);
        if (!attribute.IsRenamed && !moves && attribute.Graphs.Count == 0)
        {
            return new MessageBuilder().Raw(attribute.Range);
        }

        MessageBuilder message = new();
        int graph = 0;
        int tensor = 0;
        FieldReader reader = new(attribute.Range);
        while (reader.TryRead(out Field field))
        {
            _ = field.Number switch
            {
                GraphField or GraphsField => message.Message(field.Number, GraphMessage.Write(attribute.Graphs[graph++], data)),
                NameField when attribute.IsRenamed => message.Text(NameField, attribute.Name),
                TensorField or TensorsField or SparseTensorField or SparseTensorsField =>
                    message.Message(field.Number, TensorWriter.Write(attribute.Tensors[tensor++], data)),
                _ => message.Raw(field.Whole),
            };
        }

        return message;
    }
}
