using System.Numerics.Tensors;

namespace FinerCut.Verification;

/// <summary>How far logits are from expected ones; infinitely far where one is not a number or their numbers differ.</summary>
/// <remarks>Words that both mask with negative infinity are equal.</remarks>
internal static class LogitDifference
{
    public static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) =>
        Subtract(expected, found) is { } differences ? Finite(Math.Abs(TensorPrimitives.MaxMagnitude<float>(differences))) : double.PositiveInfinity;

    public static double RootMeanSquare(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) =>
        Subtract(expected, found) is { } differences
            ? Finite(Math.Sqrt(TensorPrimitives.SumOfSquares<float>(differences) / (double)differences.Length))
            : double.PositiveInfinity;

    /// <summary>The largest magnitude of a finite logit; 0 where there is none.</summary>
    public static double LargestMagnitude(ReadOnlySpan<float> logits)
    {
        float largest = 0;
        foreach (float logit in logits)
        {
            largest = float.IsFinite(logit) ? Math.Max(largest, Math.Abs(logit)) : largest;
        }

        return largest;
    }

    private static float[]? Subtract(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return null;
        }

        float[] differences = new float[found.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            // Infinity minus itself would be no number.
            differences[i] = expected[i] == found[i] ? 0 : expected[i] - found[i];
        }

        return differences;
    }

    private static double Finite(double difference) => double.IsNaN(difference) ? double.PositiveInfinity : difference;
}
