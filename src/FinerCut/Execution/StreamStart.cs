using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>The first tokens of a stream: in a causal model what they are does not depend on those after
/// them.</summary>
internal static class StreamStart
{
    // Products of fewer samples are summed in another order; a model whose 8-bit activations share one scale differs by
    // a hundred times more.
    private const float Rounding = 1e-4f;

    /// <summary>Whether tokens lie one after the other, so that a stream has a start.</summary>
    /// <param name="stream">Shape <c>[1, tokens, hidden]</c> or <c>[tokens, hidden]</c>; others have none.</param>
    /// <param name="length">Tokens in the stream.</param>
    public static bool Exists(OrtValue stream, int length)
    {
        long[] shape = stream.GetTensorTypeAndShape().Shape;
        return shape is [1, _, _] or [_, _] && shape[^2] == length;
    }

    /// <summary>Whether what comes out for some tokens alone is what comes out for them among others, but for the
    /// rounding of float32.</summary>
    /// <param name="alone">Shape <c>[tokens, width]</c>: logits, or vectors in their place.</param>
    /// <param name="among">Same shape.</param>
    /// <param name="tokens">How many.</param>
    /// <returns>False as well where a number is infinite or none.</returns>
    public static bool Agree(ReadOnlySpan<float> alone, ReadOnlySpan<float> among, int tokens)
    {
        int width = alone.Length / tokens;
        for (int start = 0; start < alone.Length; start += width)
        {
            ReadOnlySpan<float> numbers = among.Slice(start, width);
            if (!(TensorPrimitives.Distance(
                alone.Slice(start, width), numbers) <= Rounding * TensorPrimitives.Norm(numbers)))
            {
                return false;
            }
        }

        return true;
    }
}
