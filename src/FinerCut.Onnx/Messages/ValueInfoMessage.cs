using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Reads and writes <c>ValueInfoProto</c>.</summary>
internal static class ValueInfoMessage
{
    private const int NameField = 1;
    private const int TypeField = 2;
    private const int TensorTypeField = 1;
    private const int ElementTypeField = 1;
    private const int ShapeField = 2;
    private const int DimensionSizeField = 1;
    private const int DimensionSymbolField = 2;

    public static ValueInfo Read(ByteRange range)
    {
        (string name, TensorType? type) = ("", null);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case NameField:
                    name = field.Expect(WireType.Bytes, "a value's name").Text;
                    break;
                case TypeField:
                    type = ReadType(field.Expect(WireType.Bytes, "a value's type").Payload);
                    break;
            }
        }

        return new ValueInfo(name, type) { Original = range };
    }

    /// <summary>What is said of a value, under the name that the value has now; all else stays as it stands.</summary>
    public static MessageBuilder Write(ValueInfo info, string name) => info.Original is not { } original
        ? Write(name, info.Type)
        : name == info.Name && !info.IsRenamed
        ? new MessageBuilder().Raw(original)
        : new MessageBuilder().Text(NameField, name).CopyExcept(original, NameField);

    /// <summary>A new description of a value.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="type">Element type and shape of a tensor; null to say nothing of them.</param>
    public static MessageBuilder Write(string name, TensorType? type)
    {
        if (type is null)
        {
            return new MessageBuilder().Text(NameField, name);
        }

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

        return new MessageBuilder().Text(NameField, name)
            .Message(TypeField, new MessageBuilder().Message(TensorTypeField, tensor));
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
