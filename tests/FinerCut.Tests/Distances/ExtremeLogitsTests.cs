using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class ExtremeLogitsTests
{
    private const int Vocabulary = 100;
    private static readonly float[] Dense = Logits.Normal(1, Vocabulary);
    private static readonly float[] Pruned = Logits.Noisy(Dense, 2, 0.5);

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Row_WordsThatBothMask_CountNothing(DistanceMetric metric)
    {
        float[] dense = [.. Dense, float.NegativeInfinity, float.NegativeInfinity];
        float[] pruned = [.. Pruned, float.NegativeInfinity, float.NegativeInfinity];
        Assert.Equal(Row(metric, Dense, Pruned), Row(metric, dense, pruned), 1e-12);
    }

    [Theory]
    [InlineData(-1e4f)]
    [InlineData(float.MinValue)]
    public void Row_WordsMaskedByFiniteLogits_CountNothingInDistributions(float mask)
    {
        foreach (DistanceMetric metric in (DistanceMetric[])[DistanceMetric.Js, DistanceMetric.JsOfficial, DistanceMetric.Kl])
        {
            Assert.Equal(Row(metric, Dense, Pruned), Row(metric, [.. Dense, mask, mask], [.. Pruned, mask, mask]), 1e-12);
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Js, false)]
    [InlineData(DistanceMetric.JsOfficial, true)]
    [InlineData(DistanceMetric.Kl, true)]
    [InlineData(DistanceMetric.Angular, true)]
    [InlineData(DistanceMetric.Norm, true)]
    public void Row_WordThatPrunedAloneMasks_IsInfiniteWhereTheDefinitionIs(DistanceMetric metric, bool isInfinite)
    {
        double distance = Row(metric, Dense, Logits.With(Pruned, 42, float.NegativeInfinity));
        Assert.Equal(isInfinite, double.IsPositiveInfinity(distance));
        Assert.True(distance > Row(metric, Dense, Pruned));
    }

    [Fact]
    public void Row_WordThatDenseAloneMasks_IsFiniteInKl()
    {
        float[] dense = Logits.With(Dense, 42, float.NegativeInfinity);
        Assert.Equal(NaiveDistance.Row(DistanceMetric.Kl, dense, Pruned, Vocabulary), Row(DistanceMetric.Kl, dense, Pruned), 1e-6);
    }

    [Theory]
    [InlineData(DistanceMetric.JsOfficial)]
    [InlineData(DistanceMetric.Kl)]
    public void Row_ProbabilityThatUnderflows_StillCostsItsLogarithm(DistanceMetric metric)
    {
        double distance = Row(metric, [0, 0], [0, -5000]);
        Assert.Equal(metric == DistanceMetric.Kl ? 2500 - Math.Log(2) : 625, distance, 2.0);
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Row_LargeLogits_AgreesWithDefinition(DistanceMetric metric)
    {
        float[] dense = [.. Dense.Select(logit => MathF.Round(logit * 1e3f) + 1e4f)];
        float[] pruned = [.. dense.Select((logit, word) => logit - 1e3f + (word % 3))];
        double expected = NaiveDistance.Row(metric, dense, pruned, Vocabulary);
        Assert.InRange(Row(metric, dense, pruned), expected * (1 - 1e-6), expected * (1 + 1e-6));
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Row_NoNumber_IsPositiveInfinity(DistanceMetric metric)
    {
        foreach (int word in (int[])[0, 42, Vocabulary - 1])
        {
            Assert.Equal(double.PositiveInfinity, Row(metric, Dense, Logits.With(Pruned, word, float.NaN)));
            Assert.Equal(double.PositiveInfinity, Row(metric, Dense, Logits.With(Pruned, word, float.PositiveInfinity)));
            Assert.Equal(double.PositiveInfinity, Row(metric, Logits.With(Dense, word, float.NaN), Pruned));
        }
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Row_NoNumberAtOnePositionOfMany_IsPositiveInfinity(DistanceMetric metric)
    {
        float[] pruned = [.. Dense, .. Logits.With(Dense, 3, float.NaN), .. Dense];
        Assert.Equal(double.PositiveInfinity, Row(metric, [.. Dense, .. Dense, .. Dense], pruned));
    }

    [Fact]
    public void Row_VectorOfZeros_IsAtARightAngleToOthers()
    {
        Assert.Equal(Math.PI / 2, Row(DistanceMetric.Angular, Dense, new float[Vocabulary]));
        Assert.Equal(0, Row(DistanceMetric.Angular, new float[Vocabulary], new float[Vocabulary]));
    }

    private static double Row(DistanceMetric metric, float[] dense, float[] pruned) =>
        LogitDistance.Create(metric, 1).Row(dense, pruned, dense.Length % Vocabulary == 0 ? Vocabulary : dense.Length);
}
