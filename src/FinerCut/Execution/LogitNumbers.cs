using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>Copies logits out of the runtime.</summary>
internal static class LogitNumbers
{
    /// <summary>The numbers as float32, from float32, float16 or bfloat16.</summary>
    public static float[] ToFloats(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        float[] numbers = new float[info.ElementCount];
        switch (info.ElementDataType)
        {
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(value.GetTensorDataAsSpan<Float16>()), numbers);
                break;
            case TensorElementType.BFloat16:
                ReadOnlySpan<BFloat16> brains = value.GetTensorDataAsSpan<BFloat16>();
                for (int i = 0; i < numbers.Length; i++)
                {
                    numbers[i] = (float)brains[i];
                }

                break;
            default:
                value.GetTensorDataAsSpan<float>().CopyTo(numbers);
                break;
        }

        return numbers;
    }
}
