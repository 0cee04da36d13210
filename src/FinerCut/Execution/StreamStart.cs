using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>The first tokens of a stream: in a causal model what they are does not depend on those after them.</summary>
internal static class StreamStart
{
    // Products of fewer rows are summed in another order; a model whose 8-bit activations share one scale differs by a hundred times more.
    private const float Rounding = 1e-4f;

    /// <summary>Whether tokens lie one after the other, so that a stream has a start.</summary>
    /// <param name="stream">Shape <c>[1, tokens, hidden]</c> or <c>[tokens, hidden]</c>; others have none.</param>
    /// <param name="length">Tokens in the stream.</param>
    public static bool Exists(OrtValue stream, int length)
    {
        long[] shape = stream.GetTensorTypeAndShape().Shape;
        return shape is [1, _, _] or [_, _] && shape[^2] == length;
    }

    /// <summary>Copies the first tokens.</summary>
    /// <param name="stream">A stream that has a start.</param>
    /// <param name="tokens">How many to take.</param>
    /// <returns>A new value; the caller disposes it.</returns>
    public static OrtValue Of(OrtValue stream, int tokens)
    {
        OrtTensorTypeAndShapeInfo info = stream.GetTensorTypeAndShape();
        long[] shape = [.. info.Shape];
        shape[^2] = tokens;
        OrtValue start = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, info.ElementDataType, shape);
        Span<byte> bytes = start.GetTensorMutableRawData();
        stream.GetTensorDataAsSpan<byte>()[..bytes.Length].CopyTo(bytes);
        return start;
    }

    /// <summary>Whether a stream of the first tokens is that of all, but for the rounding of float32.</summary>
    /// <param name="start">The stream of the first tokens alone.</param>
    /// <param name="stream">The stream of all.</param>
    /// <param name="tokens">How many the first are.</param>
    public static bool Agree(OrtValue start, OrtValue stream, int tokens)
    {
        float[] alone = LogitNumbers.ToFloats(start);
        float[] among = LogitNumbers.ToFloats(stream);
        int hidden = alone.Length / tokens;
        return Enumerable.Range(0, tokens).All(token =>
        {
            ReadOnlySpan<float> numbers = alone.AsSpan(token * hidden, hidden);
            return TensorPrimitives.Distance(numbers, among.AsSpan(token * hidden, hidden)) <= Rounding * TensorPrimitives.Norm(numbers);
        });
    }
}
