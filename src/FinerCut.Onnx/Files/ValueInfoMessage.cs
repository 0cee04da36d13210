using FinerCut.Onnx.Graphs;
using ValueType = FinerCut.Onnx.Graphs.ValueType;

namespace FinerCut.Onnx.Files;

/// <summary>A <c>ValueInfoProto</c> as it stands in a file.</summary>
internal sealed class ValueInfoMessage
{
    private const int NameField = 1;
    private const int TypeField = 2;
    private const int TensorTypeField = 1;
    private const int ElementTypeField = 1;
    private const int ShapeField = 2;

    private ValueInfoMessage(ByteRange range) => Range = range;

    public ByteRange Range { get; }

    public string Name { get; private set; } = "";

    public ValueType? Type { get; private set; }

    public static ValueInfoMessage Read(ByteRange range)
    {
        ValueInfoMessage info = new(range);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case NameField:
                    info.Name = field.Expect(WireType.Bytes, "a value's name").Text;
                    break;
                case TypeField:
                    info.Type = ReadType(field.Expect(WireType.Bytes, "a value's type").Payload);
                    break;
            }
        }

        return info;
    }

    /// <summary>The message under another name, all else as it stands.</summary>
    public MessageBuilder Write(string name) => name == Name
        ? new MessageBuilder().Raw(Range)
        : new MessageBuilder().Text(NameField, name).CopyExcept(Range, NameField);

    private static ValueType? ReadType(ByteRange range)
    {
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            if (field is { Number: TensorTypeField, Wire: WireType.Bytes })
            {
                return ReadTensorType(field.Payload);
            }
        }

        return null;
    }

    private static ValueType ReadTensorType(ByteRange range)
    {
        ElementType elementType = ElementType.Undefined;
        List<Dimension>? dimensions = null;
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            if (field.Number == ElementTypeField)
            {
                elementType = (ElementType)(int)field.Varint;
            }
            else if (field is { Number: ShapeField, Wire: WireType.Bytes })
            {
                dimensions = ReadShape(field.Payload);
            }
        }

        return new ValueType(elementType, dimensions);
    }

    private static List<Dimension> ReadShape(ByteRange range)
    {
        List<Dimension> dimensions = [];
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            dimensions.Add(ReadDimension(field.Expect(WireType.Bytes, "a dimension").Payload));
        }

        return dimensions;
    }

    private static Dimension ReadDimension(ByteRange range)
    {
        Dimension dimension = default;
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            dimension = field switch
            {
                { Number: 1, Wire: WireType.Varint } => new Dimension(field.Int64, null),
                { Number: 2, Wire: WireType.Bytes } => new Dimension(null, field.Text),
                _ => dimension,
            };
        }

        return dimension;
    }
}
