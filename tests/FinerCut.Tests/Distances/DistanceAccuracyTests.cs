using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class DistanceAccuracyTests
{
    private const int SmallVocabulary = 517;
    private const int LargeVocabulary = 49_152;

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_AnyDifference_AgreesWithDefinition(DistanceMetric metric)
    {
        float[] dense = Logits.Normal(1, 7 * SmallVocabulary);
        foreach (double noise in (double[])[0.003, 0.1, 1, 10])
        {
            float[] pruned = Logits.Noisy(dense, 2, noise);
            AssertClose(
                NaiveDistance.Sample(metric, dense, pruned, SmallVocabulary),
                Sample(metric, dense, pruned, SmallVocabulary),
                1e-6);
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Js, 1e-4, 1e-9, 2e-9)]
    [InlineData(DistanceMetric.JsOfficial, 1e-4, 1e-9, 2e-9)]
    [InlineData(DistanceMetric.Kl, 1e-3, 1e-7, 1e-6)]
    [InlineData(DistanceMetric.Js, 3e-3, 1e-6, 2e-6)]
    [InlineData(DistanceMetric.Js, 7e-2, 5e-4, 1e-3)]
    public void Sample_SmallestDistancesOfLargeVocabulary_KeepDigits(
        DistanceMetric metric, double noise, double least, double most)
    {
        float[] dense = Logits.Normal(3, 2 * LargeVocabulary);
        float[] pruned = Logits.Noisy(dense, 4, noise);
        double expected = NaiveDistance.Sample(metric, dense, pruned, LargeVocabulary);
        Assert.InRange(expected, least, most);
        AssertClose(expected, Sample(metric, dense, pruned, LargeVocabulary), 1e-6);
    }

    [Theory]
    [InlineData(DistanceMetric.Js)]
    [InlineData(DistanceMetric.JsOfficial)]
    [InlineData(DistanceMetric.Kl)]
    public void Sample_TwoWords_AgreesWithDefinitionAtEveryRatio(DistanceMetric metric)
    {
        for (double ratio = 0.01; ratio < 40; ratio *= 1.07)
        {
            float[] dense = [0.3f, -1.1f];
            float[] pruned = [0.3f, (float)(-1.1 + ratio)];
            AssertClose(NaiveDistance.Sample(metric, dense, pruned, 2), Sample(metric, dense, pruned, 2), 1e-6);
        }
    }

    [Fact]
    public void Sample_SmallAngle_KeepsDigits()
    {
        float[] dense = [1, 0];
        float[] pruned = [2, 2e-7f];
        AssertClose(1e-7f, Sample(DistanceMetric.Angular, dense, pruned, 2), 1e-9);
    }

    [Fact]
    public void Sample_DisjointDistributions_ReachLogarithmOfTwo()
    {
        double distance = Sample(DistanceMetric.Js, [1e4f, -1e4f, 0], [-1e4f, 1e4f, 0], 3);
        AssertClose(Math.Log(2), distance, 1e-6);
        Assert.True(distance <= Math.Log(2));
    }

    private static double Sample(DistanceMetric metric, float[] dense, float[] pruned, int vocabulary) =>
        LogitDistance.Create(metric, 1).Row(dense, pruned, vocabulary);

    private static void AssertClose(double expected, double actual, double relative) =>
        Assert.InRange(actual, expected * (1 - relative), expected * (1 + relative));
}
