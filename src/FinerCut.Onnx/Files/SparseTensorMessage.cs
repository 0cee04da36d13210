using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>A <c>SparseTensorProto</c> as it stands in a file: the elements that are not zero, and where each
/// belongs.</summary>
internal sealed class SparseTensorMessage
{
    private const int ValuesField = 1;
    private const int IndicesField = 2;
    private const int DimsField = 3;

    // A trillion elements: more than any weight has, and few enough that sums over a file's tensors stay within 64
    // bits.
    private const long MostElements = 1L << 40;

    private SparseTensorMessage(
        ByteRange range, TensorMessage values, TensorMessage indices, IReadOnlyList<long> dimensions) =>
        (Range, Values, Indices, Dimensions) = (range, values, indices, dimensions);

    public ByteRange Range { get; }

    /// <summary>The elements that are not zero; their tensor has the name of the whole.</summary>
    public TensorMessage Values { get; }

    /// <summary>Places of the elements: one number each in the order of rows, or one number for each axis.</summary>
    public TensorMessage Indices { get; }

    /// <summary>The shape of the whole.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    public string Name => Values.Name;

    public long ElementCount => Dimensions.Aggregate(1L, (count, dimension) => count * dimension);

    public static SparseTensorMessage Read(ByteRange range)
    {
        (TensorMessage? values, TensorMessage? indices, List<long> dimensions) = (null, null, []);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case ValuesField:
                    values = TensorMessage.Read(field.Expect(WireType.Bytes, "the values of a sparse tensor").Payload);
                    break;
                case IndicesField:
                    indices = TensorMessage.Read(
                        field.Expect(WireType.Bytes, "the indices of a sparse tensor").Payload);
                    break;
                case DimsField:
                    field.AddIntegersTo(dimensions);
                    break;
            }
        }

        string name = values?.Name ?? "";
        if (values is null || indices is null)
        {
            throw OnnxFileErrors.TensorInvalid(range.Source.Name, name, "it is sparse and has no values or no indices");
        }

        SparseTensorMessage tensor = new(range, values, indices, dimensions);
        tensor.Check();
        return tensor;
    }

    /// <summary>The same tensor under another name.</summary>
    public SparseTensorMessage Renamed(string name) => new(Range, Values.Renamed(name), Indices, Dimensions);

    /// <summary>The tensor as it stands now; fields that this code does not know stay.</summary>
    public static MessageBuilder Write(Tensor tensor, IExternalDataMap data)
    {
        MessageBuilder message = new();
        FieldReader reader = new(tensor.Sparse!.Range);
        while (reader.TryRead(out Field field))
        {
            _ = field.Number switch
            {
                ValuesField => message.Message(ValuesField, TensorWriter.Write(tensor.Stored[0], data)),
                IndicesField => message.Message(IndicesField, TensorWriter.Write(tensor.Stored[1], data)),
                _ => message.Raw(field.Whole),
            };
        }

        return message;
    }

    private void Check()
    {
        Int128 count = 1;
        foreach (long dimension in Dimensions)
        {
            count = dimension < 0 ? Int128.MaxValue : count * dimension;
            if (count > MostElements)
            {
                throw OnnxFileErrors.TensorShape(Range.Source.Name, Name, Dimensions);
            }
        }

        (long stored, long indices) = (Values.ElementCount, Indices.ElementCount);
        if (stored > count || (indices != stored && indices != (Int128)stored * Dimensions.Count))
        {
            throw OnnxFileErrors.SparseTensor(Range.Source.Name, Name, stored, indices);
        }
    }
}
