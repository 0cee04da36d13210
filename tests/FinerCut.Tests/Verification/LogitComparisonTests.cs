using FinerCut.Verification;

namespace FinerCut.Tests.Verification;

public class LogitComparisonTests
{
    private const float Masked = float.NegativeInfinity;

    [Theory]
    [InlineData(7, -7f, 3f)]
    [InlineData(7, 3f, 7f)]
    [InlineData(2, -2f, Masked)]
    [InlineData(2, float.NaN, 2f)]
    [InlineData(0, Masked, Masked)]
    public void LargestMagnitude_OfLogits_IsThatOfFiniteOnes(double expected, params float[] logits) =>
        Assert.Equal(expected, LogitComparison.LargestMagnitude(logits));

    [Theory]
    [InlineData(0, 1f, 2f, 1f, 2f)]
    [InlineData(3, 1f, 2f, -2f, 2f)]
    [InlineData(3, 1f, 2f, 1f, 5f)]
    [InlineData(1, 1f, Masked, 2f, Masked)]
    [InlineData(double.PositiveInfinity, 1f, Masked, 1f, 0f)]
    [InlineData(double.PositiveInfinity, 1f, 2f, float.NaN, 2f)]
    [InlineData(double.PositiveInfinity, float.NaN, 2f, float.NaN, 2f)]
    public void LargestDifference_OfTwo_IsInfiniteWithoutNumbers(
        double difference, float a, float b, float c, float d) =>
        Assert.Equal(difference, LogitComparison.LargestDifference([a, b], [c, d]));

    [Theory]
    [InlineData(5, 3f, 4f, -2f, -1f)]
    [InlineData(2, 1f, Masked, 1f + 2.828427f, Masked)]
    [InlineData(double.PositiveInfinity, 1f, Masked, 1f, 0f)]
    [InlineData(double.PositiveInfinity, float.NaN, 2f, float.NaN, 2f)]
    public void RootMeanSquare_OfTwo_IsInfiniteWithoutNumbers(double difference, float a, float b, float c, float d) =>
        Assert.Equal(difference, LogitComparison.RootMeanSquare([a, b], [c, d]), 1e-6);

    [Fact]
    public void LargestDifference_LengthsDiffer_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, LogitComparison.LargestDifference([1], [1, 2]));
}
