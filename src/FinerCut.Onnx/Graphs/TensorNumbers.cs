using System.Buffers.Binary;

namespace FinerCut.Onnx.Graphs;

/// <summary>Reads the numbers of small tensors.</summary>
internal static class TensorNumbers
{
    /// <summary>The integers of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Null where the elements are no integers or not in the model file one after the other.</returns>
    public static IReadOnlyList<long>? Integers(Tensor tensor)
    {
        if (!IsInside(tensor) || tensor.ElementType is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool))
        {
            return null;
        }

        return tensor.RawData is not { } raw ? tensor.TypedData?.ReadIntegers() ?? []
            : Elements(SizeOf(tensor), raw, bytes => bytes.Length switch
            {
                8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                4 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                _ => bytes[0],
            });
    }

    /// <summary>The floats of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Null where the elements are no floats or not in the model file one after the other.</returns>
    public static IReadOnlyList<double>? Floats(Tensor tensor)
    {
        if (!IsInside(tensor)
            || tensor.ElementType is not (ElementType.Float or ElementType.Double or ElementType.Float16))
        {
            return null;
        }

        return tensor.RawData is { } raw ? Elements(SizeOf(tensor), raw, Float)
            : tensor.TypedData?.ReadFloats() ?? [];
    }

    /// <summary>Reads numbers of one size, little-endian.</summary>
    /// <param name="sizeInBytes">Size of a number.</param>
    /// <param name="range">The numbers; bytes at the end that make no whole number are passed over.</param>
    /// <param name="read">Reads a number.</param>
    public static List<T> Elements<T>(int sizeInBytes, ByteRange range, Func<ReadOnlySpan<byte>, T> read)
    {
        ReadOnlySpan<byte> bytes = range.ToArray();
        List<T> values = new(bytes.Length / sizeInBytes);
        for (; bytes.Length >= sizeInBytes; bytes = bytes[sizeInBytes..])
        {
            values.Add(read(bytes[..sizeInBytes]));
        }

        return values;
    }

    /// <summary>Reads a float of two, four or eight bytes, little-endian.</summary>
    /// <param name="bytes">The bytes.</param>
    public static double Float(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        8 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        4 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
    };

    private static bool IsInside(Tensor tensor) => !tensor.IsSparse && tensor.ExternalData is null;

    private static int SizeOf(Tensor tensor) => ElementTypes.BitsOf(tensor.ElementType) / 8;
}
