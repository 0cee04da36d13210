using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

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

    /// <summary>Writes exp(logit − maximum) for every token.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>, not empty.</param>
    /// <param name="destination">Shape <c>[vocabulary]</c>; from 0 to 1.</param>
    /// <returns>Maximum and sum; the sum is NaN where a logit is NaN or positive infinity, or all are negative
    /// infinity.</returns>
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
            sum += Add(block);
        }

        return new Exponentials(maximum, sum);
    }

    /// <summary>Adds up in float64: an error of 1e-7 here would change a divergence of 1e-9 by a hundred-thousandth of
    /// it.</summary>
    private static double Add(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Vector<double> sums = Vector<double>.Zero;
        foreach (Vector<float> vector in vectors)
        {
            Vector.Widen(vector, out Vector<double> low, out Vector<double> high);
            sums += low + high;
        }

        double sum = Vector.Sum(sums);
        foreach (float value in values[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }
}
