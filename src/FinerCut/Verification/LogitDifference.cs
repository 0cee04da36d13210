using System.Numerics.Tensors;

namespace FinerCut.Verification;

/// <summary>How far logits are from expected ones; infinitely far where one is not a number or their numbers differ.</summary>
internal static class LogitDifference
{
    public static double Largest(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) =>
        Subtract(expected, found) is { } differences ? Finite(Math.Abs(TensorPrimitives.MaxMagnitude<float>(differences))) : double.PositiveInfinity;

    public static double RootMeanSquare(ReadOnlySpan<float> expected, ReadOnlySpan<float> found) =>
        Subtract(expected, found) is { } differences
            ? Finite(Math.Sqrt(TensorPrimitives.SumOfSquares<float>(differences) / (double)differences.Length))
            : double.PositiveInfinity;

    private static float[]? Subtract(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        if (expected.Length != found.Length)
        {
            return null;
        }

        float[] differences = new float[found.Length];
        TensorPrimitives.Subtract(expected, found, differences);
        return differences;
    }

    private static double Finite(double difference) => double.IsNaN(difference) ? double.PositiveInfinity : difference;
}
