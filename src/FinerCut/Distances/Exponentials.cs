using System.Numerics.Tensors;

namespace FinerCut.Distances;

/// <summary>The numerators of a softmax and what normalises them.</summary>
/// <param name="Maximum">The largest logit, subtracted before the exponential.</param>
/// <param name="Sum">The sum of the exponentials, at least 1 unless there is no number.</param>
internal readonly record struct Exponentials(float Maximum, double Sum)
{
    /// <summary>A block of float32 that stays in the first-level cache.</summary>
    private const int Block = 2048;

    /// <summary>The logarithm of the sum of the exponentials of the raw logits, in nats.</summary>
    public double LogSum => Maximum + Math.Log(Sum);

    /// <summary>Writes exp(logit − maximum) for every word.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>, not empty.</param>
    /// <param name="destination">Shape <c>[vocabulary]</c>; from 0 to 1.</param>
    /// <returns>Maximum and sum; the sum is NaN where a logit is NaN or positive infinity, or all are negative infinity.</returns>
    public static Exponentials Write(ReadOnlySpan<float> logits, Span<float> destination)
    {
        float maximum = TensorPrimitives.Max(logits);
        double sum = 0;
        for (int start = 0; start < logits.Length; start += Block)
        {
            int length = Math.Min(Block, logits.Length - start);
            Span<float> block = destination.Slice(start, length);
            TensorPrimitives.Subtract(logits.Slice(start, length), maximum, block);
            TensorPrimitives.Exp(block, block);
            sum += TensorPrimitives.Sum<float>(block);
        }

        return new Exponentials(maximum, sum);
    }
}
