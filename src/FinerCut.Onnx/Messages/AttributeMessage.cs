using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Messages;

/// <summary>An <c>AttributeProto</c> as it stands in a file; values in the graphs inside are still names.</summary>
internal sealed class AttributeMessage
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

    private AttributeMessage(Attribute attribute) => Attribute = attribute;

    /// <summary>The attribute without the graphs inside.</summary>
    public Attribute Attribute { get; }

    public string Name => Attribute.Name;

    /// <summary>In a function: the attribute of the call that this one stands for; empty where the attribute has a
    /// value of its own.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>The graph or graphs inside.</summary>
    public IReadOnlyList<GraphMessage> Graphs { get; private init; } = [];

    public static AttributeMessage Read(ByteRange range, GraphMessage graph)
    {
        (List<long> ints, List<float> floats, List<Tensor> tensors, List<GraphMessage> graphs) = ([], [], [], []);
        AttributeMessage message = new(new Attribute(range)) { Graphs = graphs };
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case IntsField:
                    field.AddIntegersTo(ints);
                    break;
                case FloatsField:
                    field.AddFloatsTo(floats);
                    break;
                case TensorField or TensorsField:
                    tensors.Add(TensorMessage.Read(field.Expect(WireType.Bytes, "a tensor attribute").Payload));
                    break;
                case SparseTensorField or SparseTensorsField:
                    tensors.Add(SparseTensorMessage.Read(field.Expect(WireType.Bytes, "a sparse attribute").Payload));
                    break;
                case GraphField or GraphsField:
                    graphs.Add(GraphMessage.Read(field.Expect(WireType.Bytes, "a graph attribute").Payload, graph));
                    break;
                default:
                    message.Take(field);
                    break;
            }
        }

        (message.Attribute.Ints, message.Attribute.Floats, message.Attribute.Tensors) = (ints, floats, tensors);
        return message;
    }

    /// <summary>The same constant under a name, with copies of its graphs.</summary>
    public AttributeMessage With(string name, IReadOnlyList<GraphMessage> graphs) =>
        new(Attribute.With(name, graphs: [])) { Graphs = graphs };

    /// <summary>The attribute as it stands now; fields that this code does not know stay.</summary>
    public static MessageBuilder Write(Attribute attribute, IExternalDataMap data)
    {
        if (attribute.Original is not { } original)
        {
            return Write(attribute);
        }

        bool moves = attribute.Tensors.SelectMany(tensor => tensor.Stored).Any(data.Moves);
        if (!attribute.IsRenamed && !moves && attribute.Graphs.Count == 0)
        {
            return new MessageBuilder().Raw(original);
        }

        MessageBuilder message = new();
        int graph = 0;
        int tensor = 0;
        FieldReader reader = new(original);
        while (reader.TryRead(out Field field))
        {
            _ = field.Number switch
            {
                GraphField or GraphsField =>
                    message.Message(field.Number, GraphMessage.Write(attribute.Graphs[graph++], data)),
                NameField when attribute.IsRenamed => message.Text(NameField, attribute.Name),
                TensorField or TensorsField or SparseTensorField or SparseTensorsField =>
                    message.Message(field.Number, TensorWriter.Write(attribute.Tensors[tensor++], data)),
                _ => message.Raw(field.Whole),
            };
        }

        return message;
    }

    /// <summary>An attribute that was made in code: an integer, a float or integers.</summary>
    private static MessageBuilder Write(Attribute attribute)
    {
        MessageBuilder message = new MessageBuilder().Text(NameField, attribute.Name);
        switch (attribute.Kind)
        {
            case AttributeType.Int:
                message.Varint(IntField, attribute.Int);
                break;
            case AttributeType.Float:
                message.Float(FloatField, attribute.Float);
                break;
            default:
                foreach (long value in attribute.Ints)
                {
                    message.Varint(IntsField, value);
                }

                break;
        }

        return message.Varint(TypeField, (long)attribute.Kind);
    }

    private void Take(Field field)
    {
        switch (field.Number)
        {
            case NameField:
                Attribute.Name = field.Expect(WireType.Bytes, "an attribute's name").Text;
                break;
            case TypeField:
                Attribute.Kind = (AttributeType)(int)field.Varint;
                break;
            case IntField:
                Attribute.Int = field.Expect(WireType.Varint, "an integer attribute").Int64;
                break;
            case FloatField:
                Attribute.Float = field.Expect(WireType.Fixed32, "a float attribute").Float;
                break;
            case StringField:
                Attribute.Text = field.Expect(WireType.Bytes, "a text attribute").Text;
                break;
            case ReferenceField:
                Reference = field.Expect(WireType.Bytes, "the name of a function's attribute").Text;
                break;
        }
    }
}
