using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class ExtremeLogitsTests
{
    private const int Vocabulary = 100;
    private static readonly float[] Dense = Logits.Normal(1, Vocabulary);
    private static readonly float[] Pruned = Logits.Noisy(Dense, 2, 0.5);

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_WordsThatBothMask_CountNothing(DistanceMetric metric)
    {
        float[] dense = [.. Dense, float.NegativeInfinity, float.NegativeInfinity];
        float[] pruned = [.. Pruned, float.NegativeInfinity, float.NegativeInfinity];
        Assert.Equal(Sample(metric, Dense, Pruned), Sample(metric, dense, pruned), 1e-8);
    }

    [Theory]
    [InlineData(-1e4f)]
    [InlineData(float.MinValue)]
    public void Sample_WordsMaskedByFiniteLogits_CountNothingInDistributions(float mask)
    {
        foreach (DistanceMetric metric in (DistanceMetric[])[
            DistanceMetric.Js,
            DistanceMetric.JsOfficial,
            DistanceMetric.Kl
        ])
        {
            Assert.Equal(
                Sample(metric, Dense, Pruned), Sample(metric, [.. Dense, mask, mask], [.. Pruned, mask, mask]), 1e-8);
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Js, false)]
    [InlineData(DistanceMetric.JsOfficial, true)]
    [InlineData(DistanceMetric.Kl, true)]
    [InlineData(DistanceMetric.Angular, true)]
    [InlineData(DistanceMetric.Norm, true)]
    public void Sample_WordThatPrunedAloneMasks_IsInfiniteWhereTheDefinitionIs(DistanceMetric metric, bool isInfinite)
    {
        double distance = Sample(metric, Dense, Logits.With(Pruned, 42, float.NegativeInfinity));
        Assert.Equal(isInfinite, double.IsPositiveInfinity(distance));
        Assert.True(distance > Sample(metric, Dense, Pruned));
    }

    [Fact]
    public void Sample_WordThatDenseAloneMasks_IsFiniteInKl()
    {
        float[] dense = Logits.With(Dense, 42, float.NegativeInfinity);
        Assert.Equal(
            NaiveDistance.Sample(DistanceMetric.Kl, dense, Pruned, Vocabulary),
            Sample(DistanceMetric.Kl, dense, Pruned),
            1e-6);
    }

    [Theory]
    [InlineData(DistanceMetric.JsOfficial)]
    [InlineData(DistanceMetric.Kl)]
    public void Sample_ProbabilityThatUnderflows_StillCostsItsLogarithm(DistanceMetric metric)
    {
        double distance = Sample(metric, [0, 0], [0, -5000]);
        Assert.Equal(metric == DistanceMetric.Kl ? 2500 - Math.Log(2) : 625, distance, 2.0);
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_LargeLogits_AgreesWithDefinition(DistanceMetric metric)
    {
        float[] dense = [.. Dense.Select(logit => MathF.Round(logit * 1e3f) + 1e4f)];
        float[] pruned = [.. dense.Select((logit, word) => logit - 1e3f + (word % 3))];
        double expected = NaiveDistance.Sample(metric, dense, pruned, Vocabulary);
        Assert.InRange(Sample(metric, dense, pruned), expected * (1 - 1e-6), expected * (1 + 1e-6));
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_NoNumber_IsPositiveInfinity(DistanceMetric metric)
    {
        foreach (int word in (int[])[0, 42, Vocabulary - 1])
        {
            Assert.Equal(double.PositiveInfinity, Sample(metric, Dense, Logits.With(Pruned, word, float.NaN)));
            Assert.Equal(
                double.PositiveInfinity, Sample(metric, Dense, Logits.With(Pruned, word, float.PositiveInfinity)));
            Assert.Equal(double.PositiveInfinity, Sample(metric, Logits.With(Dense, word, float.NaN), Pruned));
        }
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_NoNumberAtOnePositionOfMany_IsPositiveInfinity(DistanceMetric metric)
    {
        float[] pruned = [.. Dense, .. Logits.With(Dense, 3, float.NaN), .. Dense];
        Assert.Equal(double.PositiveInfinity, Sample(metric, [.. Dense, .. Dense, .. Dense], pruned));
    }

    [Fact]
    public void Sample_VectorOfZeros_IsAtARightAngleToOthers()
    {
        Assert.Equal(Math.PI / 2, Sample(DistanceMetric.Angular, Dense, new float[Vocabulary]));
        Assert.Equal(0, Sample(DistanceMetric.Angular, new float[Vocabulary], new float[Vocabulary]));
    }

    private static double Sample(DistanceMetric metric, float[] dense, float[] pruned) =>
        LogitDistance.Create(metric, 1).Row(dense, pruned, dense.Length % Vocabulary == 0 ? Vocabulary : dense.Length);
}
