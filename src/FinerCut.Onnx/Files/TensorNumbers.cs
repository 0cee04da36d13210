using System.Buffers.Binary;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Reads the numbers of small tensors.</summary>
internal static class TensorNumbers
{
    private const int Int32Data = 5;
    private const int Int64Data = 7;
    private const int FloatData = 4;
    private const int DoubleData = 10;

    public static IReadOnlyList<long>? Integers(TensorMessage tensor)
    {
        if (tensor.ElementType is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool))
        {
            return null;
        }

        List<long> values = [];
        if (tensor.RawData is { } raw)
        {
            int size = ElementTypes.BitsOf(tensor.ElementType) / 8;
            byte[] bytes = raw.ToArray();
            for (int at = 0; at + size <= bytes.Length; at += size)
            {
                values.Add(size switch
                {
                    8 => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)),
                    4 => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)),
                    _ => bytes[at],
                });
            }

            return values;
        }

        foreach (Field field in tensor.TypedData.Where(field => field.Number is Int32Data or Int64Data))
        {
            field.AddIntegersTo(values);
        }

        return tensor.ExternalData is null ? values : null;
    }

    public static IReadOnlyList<double>? Floats(TensorMessage tensor)
    {
        byte[] bytes = (tensor.RawData ?? tensor.TypedData.Find(field => field.Number is FloatData or DoubleData).Payload) is { Source: not null } range
            ? range.ToArray()
            : [];
        int size = ElementTypes.BitsOf(tensor.ElementType) / 8;
        return tensor.ExternalData is not null || !ElementTypes.IsFloat(tensor.ElementType) || tensor.ElementType == ElementType.BFloat16
            ? null
            : [.. Enumerable.Range(0, bytes.Length / size).Select(i => Float(tensor.ElementType, bytes.AsSpan(i * size)))];
    }

    private static double Float(ElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadSingleLittleEndian(bytes),
    };
}
