using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>Makes values of the element types that inputs declare.</summary>
internal static class InputTensors
{
    /// <summary>A value that holds some numbers.</summary>
    /// <param name="type">The element type that the input declares.</param>
    /// <param name="numbers">As many as the shape has room for; not 0 is true.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>Null where numbers cannot be written as elements of that type.</returns>
    public static OrtValue? CreateTensor(ElementType type, double[] numbers, long[] shape) => type switch
    {
        ElementType.Int64 => CreateTensor(numbers, number => (long)number, shape),
        ElementType.Int32 => CreateTensor(numbers, number => (int)number, shape),
        ElementType.Int8 => CreateTensor(numbers, number => (sbyte)number, shape),
        ElementType.UInt8 => CreateTensor(numbers, number => (byte)number, shape),
        ElementType.Bool => CreateTensor(numbers, number => number != 0, shape),
        ElementType.Float => CreateTensor(numbers, number => (float)number, shape),
        ElementType.Double => CreateTensor(numbers, number => number, shape),
        ElementType.Float16 =>
            CreateTensor(numbers, number => new Float16(BitConverter.HalfToUInt16Bits((Half)number)), shape),
        ElementType.BFloat16 => CreateTensor(numbers, number => (BFloat16)(float)number, shape),
        _ => null,
    };

    /// <summary>A value of nothing but zeros.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>Null for elements that the runtime gives no access to, such as 8-bit floats; an empty value may have
    /// these.</returns>
    public static OrtValue? Zeros(ElementType type, long[] shape)
    {
        if (type > ElementType.BFloat16 && !shape.Contains(0))
        {
            return null;
        }

        OrtValue value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, (TensorElementType)(int)type, shape);
        if (!shape.Contains(0))
        {
            value.GetTensorMutableRawData().Clear();
        }

        return value;
    }

    /// <summary>The lowest number of a float type that is not infinite: what masks add where nothing may
    /// look.</summary>
    public static double LowestOf(ElementType type) => type switch
    {
        ElementType.Float16 => (double)Half.MinValue,
        ElementType.BFloat16 => (double)(float)BFloat16.MinValue,
        _ => float.MinValue,
    };

    private static OrtValue CreateTensor<T>(double[] numbers, Converter<double, T> convert, long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, convert), shape);
}
