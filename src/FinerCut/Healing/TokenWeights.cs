using System.Numerics.Tensors;

namespace FinerCut.Healing;

/// <summary>Weighs tokens by one over the length of their dense stream: norms make all streams alike, so that an error
/// counts by its share. Otherwise a few tokens with huge streams, such as the first, would decide.</summary>
internal static class TokenWeights
{
    /// <summary>The weights of some tokens.</summary>
    /// <param name="streams">Shape <c>[tokens, width]</c>.</param>
    /// <param name="width">Length of one stream.</param>
    /// <returns>Shape <c>[tokens]</c>; 0 for a stream of zeros.</returns>
    public static float[] Of(ReadOnlySpan<float> streams, int width)
    {
        float[] weights = new float[streams.Length / width];
        for (int token = 0; token < weights.Length; token++)
        {
            float length = TensorPrimitives.Norm(streams.Slice(token * width, width));
            weights[token] = length > 0 ? 1 / length : 0;
        }

        return weights;
    }

    /// <summary>Multiplies the numbers of each token.</summary>
    /// <param name="numbers">Shape <c>[tokens, any]</c>.</param>
    /// <param name="weights">Shape <c>[tokens]</c>.</param>
    public static void Multiply(Span<float> numbers, ReadOnlySpan<float> weights)
    {
        int width = numbers.Length / weights.Length;
        for (int token = 0; token < weights.Length; token++)
        {
            Span<float> row = numbers.Slice(token * width, width);
            TensorPrimitives.Multiply(row, weights[token], row);
        }
    }
}
