using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>Copies logits out of the runtime.</summary>
internal static class LogitNumbers
{
    /// <summary>The numbers as float32, from float32, float16 or bfloat16.</summary>
    /// <param name="value">Logits.</param>
    /// <param name="batch">Sequences in them, all the same; the numbers are those of the first.</param>
    public static float[] ToFloats(OrtValue value, int batch = 1) =>
        ToFloats(value, 0, (int)(value.GetTensorTypeAndShape().ElementCount / batch));

    /// <summary>The numbers of the last token, shape <c>[vocabulary]</c>, as float32.</summary>
    /// <param name="value">Logits.</param>
    /// <param name="padding">Tokens after it that only fill the call up.</param>
    public static float[] OfLastToken(OrtValue value, int padding = 0)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int vocabulary = (int)info.Shape[^1];
        return ToFloats(value, (int)info.ElementCount - ((padding + 1) * vocabulary), vocabulary);
    }

    /// <summary>The numbers of the last tokens, shape <c>[count, vocabulary]</c>, as float32.</summary>
    /// <param name="value">Logits; of several sequences, all the same, those of the last one.</param>
    /// <param name="count">Tokens wanted.</param>
    /// <param name="padding">Tokens after them that only fill the call up.</param>
    public static float[] OfLastTokens(OrtValue value, int count, int padding)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int vocabulary = (int)info.Shape[^1];
        return ToFloats(value, (int)(info.ElementCount - ((long)(padding + count) * vocabulary)), count * vocabulary);
    }

    private static float[] ToFloats(OrtValue value, int start, int count)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        float[] numbers = new float[count];
        switch (info.ElementDataType)
        {
            case TensorElementType.Float16:
                ReadOnlySpan<Float16> halves = value.GetTensorDataAsSpan<Float16>().Slice(start, count);
                TensorPrimitives.ConvertToSingle(
                    System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(halves), numbers);
                break;
            case TensorElementType.BFloat16:
                ReadOnlySpan<BFloat16> brains = value.GetTensorDataAsSpan<BFloat16>().Slice(start, count);
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = (float)brains[i];
                }

                break;
            default:
                value.GetTensorDataAsSpan<float>().Slice(start, count).CopyTo(numbers);
                break;
        }

        return numbers;
    }
}
