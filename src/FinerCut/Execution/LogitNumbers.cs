using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>Copies logits out of the runtime.</summary>
internal static class LogitNumbers
{
    /// <summary>The numbers as float32, from float32, float16 or bfloat16.</summary>
    public static float[] ToFloats(OrtValue value) => ToFloats(value, 0);

    /// <summary>The numbers of the last token, shape <c>[vocabulary]</c>, as float32.</summary>
    public static float[] OfLastToken(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        return ToFloats(value, (int)(info.ElementCount - info.Shape[^1]));
    }

    private static float[] ToFloats(OrtValue value, int start)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        float[] numbers = new float[info.ElementCount - start];
        switch (info.ElementDataType)
        {
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>()[start..]), numbers);
                break;
            case TensorElementType.BFloat16:
                ReadOnlySpan<BFloat16> brains = value.GetTensorDataAsSpan<BFloat16>()[start..];
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = (float)brains[i];
                }

                break;
            default:
                value.GetTensorDataAsSpan<float>()[start..].CopyTo(numbers);
                break;
        }

        return numbers;
    }
}
