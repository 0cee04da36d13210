using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Reads and writes <c>SparseTensorProto</c>: the elements that are not zero, and where each belongs, by one
/// number each in the order of rows or by one number for each axis.</summary>
internal static class SparseTensorMessage
{
    private const int ValuesField = 1;
    private const int IndicesField = 2;
    private const int DimsField = 3;

    // A trillion elements: more than any weight has, and few enough that sums over a file's tensors stay within 64
    // bits.
    private const long MostElements = 1L << 40;

    public static Tensor Read(ByteRange range)
    {
        (Tensor? values, Tensor? indices, List<long> dimensions) = (null, null, []);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            switch (field.Number)
            {
                case ValuesField:
                    values = ReadPart(field.Expect(WireType.Bytes, "the values of a sparse tensor"));
                    break;
                case IndicesField:
                    indices = ReadPart(field.Expect(WireType.Bytes, "the indices of a sparse tensor"));
                    break;
                case DimsField:
                    field.AddIntegersTo(dimensions);
                    break;
            }
        }

        if (values is null || indices is null)
        {
            throw MessageErrors.TensorInvalid(
                range.Source.Name, values?.Name ?? "", "it is sparse and has no values or no indices");
        }

        return new Tensor(range)
        {
            Name = values.Name,
            ElementType = values.ElementType,
            Dimensions = dimensions,
            ElementCount = Count(range.Source.Name, dimensions, values, indices),
            SizeInBytes = values.SizeInBytes + indices.SizeInBytes,
            Parts = [values, indices],
        };
    }

    /// <summary>The tensor as it stands now; fields that this code does not know stay.</summary>
    public static MessageBuilder Write(Tensor tensor, IExternalDataMap data)
    {
        MessageBuilder message = new();
        FieldReader reader = new(tensor.Original);
        while (reader.TryRead(out Field field))
        {
            _ = field.Number switch
            {
                ValuesField => message.Message(ValuesField, TensorWriter.Write(tensor.Parts[0], data)),
                IndicesField => message.Message(IndicesField, TensorWriter.Write(tensor.Parts[1], data)),
                _ => message.Raw(field.Whole),
            };
        }

        return message;
    }

    private static Tensor ReadPart(Field field) => TensorMessage.Read(field.Payload, isPart: true);

    /// <summary>The number of all elements, after what is stored was compared with the shape.</summary>
    private static long Count(string path, List<long> dimensions, Tensor values, Tensor indices)
    {
        Int128 count = 1;
        foreach (long dimension in dimensions)
        {
            count = dimension < 0 ? Int128.MaxValue : count * dimension;
            if (count > MostElements)
            {
                throw MessageErrors.TensorShape(path, values.Name, dimensions);
            }
        }

        (long stored, long found) = (values.ElementCount, indices.ElementCount);
        return stored > count || (found != stored && found != (Int128)stored * dimensions.Count)
            ? throw MessageErrors.SparseTensor(path, values.Name, stored, found)
            : (long)count;
    }
}
