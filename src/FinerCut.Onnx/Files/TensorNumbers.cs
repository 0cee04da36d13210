using System.Buffers.Binary;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Reads the numbers of small tensors.</summary>
internal static class TensorNumbers
{
    private const int FloatData = 4;
    private const int Int32Data = 5;
    private const int Int64Data = 7;
    private const int DoubleData = 10;

    public static IReadOnlyList<long>? Integers(TensorMessage tensor)
    {
        if (tensor.ExternalData is not null || tensor.ElementType is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool))
        {
            return null;
        }

        if (tensor.RawData is { } raw)
        {
            return Elements(tensor, raw, bytes => bytes.Length switch
            {
                8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                _ => bytes[0],
            });
        }

        return Varints(tensor, tensor.ElementType == ElementType.Int64 ? Int64Data : Int32Data);
    }

    public static IReadOnlyList<double>? Floats(TensorMessage tensor)
    {
        if (tensor.ExternalData is not null || tensor.ElementType is not (ElementType.Float or ElementType.Double or ElementType.Float16))
        {
            return null;
        }

        if (tensor.RawData is { } raw)
        {
            return Elements(tensor, raw, Float);
        }

        return tensor.ElementType == ElementType.Float16
            ? [.. Varints(tensor, Int32Data).Select(bits => (double)BitConverter.UInt16BitsToHalf(unchecked((ushort)bits)))]
            : [.. tensor.TypedData.Where(field => field.Number == (tensor.ElementType == ElementType.Float ? FloatData : DoubleData))
                .SelectMany(field => Elements(tensor, field.Payload, Float))];
    }

    private static double Float(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        8 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        4 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
    };

    private static List<T> Elements<T>(TensorMessage tensor, ByteRange range, Func<ReadOnlySpan<byte>, T> read)
    {
        int size = ElementTypes.BitsOf(tensor.ElementType) / 8;
        ReadOnlySpan<byte> bytes = range.ToArray();
        List<T> values = new(bytes.Length / size);
        for (; bytes.Length >= size; bytes = bytes[size..])
        {
            values.Add(read(bytes[..size]));
        }

        return values;
    }

    private static List<long> Varints(TensorMessage tensor, int number)
    {
        List<long> values = [];
        foreach (Field field in tensor.TypedData.Where(field => field.Number == number))
        {
            field.AddIntegersTo(values);
        }

        return values;
    }
}
