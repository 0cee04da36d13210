using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>Numbers as files store them: little-endian, as all machines that ONNX Runtime runs on.</summary>
internal static class ElementBytes
{
    /// <summary>Reads floats of 16, 32 or 64 bits.</summary>
    public static float[] ToFloats(byte[] bytes, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float16:
                float[] halves = new float[bytes.Length / 2];
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), halves);
                return halves;
            case ElementType.BFloat16:
                return Array.ConvertAll(
                    MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(),
                    bits => BitConverter.UInt32BitsToSingle((uint)bits << 16));
            case ElementType.Double:
                return Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), number => (float)number);
            default:
                return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        }
    }

    /// <summary>Writes them, each as the nearest number of the type.</summary>
    public static byte[] FromFloats(float[] numbers, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float16:
                Half[] halves = new Half[numbers.Length];
                TensorPrimitives.ConvertToHalf(numbers, halves);
                return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
            case ElementType.BFloat16:
                return MemoryMarshal.AsBytes(Array.ConvertAll(numbers, RoundToBFloat16).AsSpan()).ToArray();
            case ElementType.Double:
                return MemoryMarshal.AsBytes(Array.ConvertAll(numbers, number => (double)number).AsSpan()).ToArray();
            default:
                return MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();
        }
    }

    /// <summary>The nearest number of 16 bits, ties to the even one.</summary>
    private static ushort RoundToBFloat16(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
