using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>A <c>ValueInfoProto</c> as it stands in a file.</summary>
internal sealed class ValueInfoMessage
{
    public const int NameField = 1;

    private const int TypeField = 2;
    private const int TensorTypeField = 1;
    private const int ElementTypeField = 1;
    private const int ShapeField = 2;
    private const int DimensionSizeField = 1;
    private const int DimensionSymbolField = 2;

    private ValueInfoMessage(ByteRange range) => Range = range;

    public ByteRange Range { get; }

    public string Name { get; private set; } = "";

    public TensorType? Type { get; private set; }

    /// <summary>Whether the name is another one than in the file.</summary>
    private bool IsRenamed { get; init; }

    /// <summary>The same description of a value with another name.</summary>
    public ValueInfoMessage Renamed(string name) => new(Range) { Name = name, Type = Type, IsRenamed = true };

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
    public MessageBuilder Write(string name) => name == Name && !IsRenamed
        ? new MessageBuilder().Raw(Range)
        : new MessageBuilder().Text(NameField, name).CopyExcept(Range, NameField);

    /// <summary>A new description of a tensor.</summary>
    public static MessageBuilder Write(string name, TensorType type)
    {
        MessageBuilder tensor = new MessageBuilder().Varint(ElementTypeField, (long)type.ElementType);
        if (type.Dimensions is { } dimensions)
        {
            MessageBuilder shape = new();
            foreach (Dimension dimension in dimensions)
            {
                shape.Message(1, dimension switch
                {
                    { Size: { } size } => new MessageBuilder().Varint(DimensionSizeField, size),
                    { Symbol: { } symbol } => new MessageBuilder().Text(DimensionSymbolField, symbol),
                    _ => new MessageBuilder(),
                });
            }

            tensor.Message(ShapeField, shape);
        }

        return new MessageBuilder().Text(NameField, name).Message(TypeField, new MessageBuilder().Message(TensorTypeField, tensor));
    }

    private static TensorType? ReadType(ByteRange range)
    {
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            if (field is { Number: TensorTypeField, Wire: WireType.Bytes })
            {
                return ReadTensor(field.Payload);
            }
        }

        return null;
    }

    private static TensorType ReadTensor(ByteRange range)
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

        return new TensorType(elementType, dimensions);
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
                { Number: DimensionSizeField, Wire: WireType.Varint } => new Dimension(field.Int64, null),
                { Number: DimensionSymbolField, Wire: WireType.Bytes } => new Dimension(null, field.Text),
                _ => dimension,
            };
        }

        return dimension;
    }
}
