using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class DistancePropertyTests
{
    private static readonly int[] Vocabularies = [1, 2, 7, 8, 9, 63, 64, 513, 2049, 5000];

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_IdenticalLogits_IsExactlyZero(DistanceMetric metric)
    {
        foreach (int vocabulary in Vocabularies)
        {
            float[] logits = Logits.Normal(vocabulary, 3 * vocabulary, 8);
            Assert.Equal(0, LogitDistance.Create(metric, 1).Row(logits, (float[])[.. logits], vocabulary));
        }
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_AnyLogits_StaysInRange(DistanceMetric metric)
    {
        LogitDistance distance = LogitDistance.Create(metric, 1);
        foreach (int vocabulary in Vocabularies.Where(vocabulary => vocabulary > 1))
        {
            for (int seed = 0; seed < 20; seed++)
            {
                float[] dense = Logits.Normal(seed, vocabulary, 1 + (4 * seed));
                double value =
                    distance.Row(dense, Logits.Noisy(dense, seed + 100, Math.Pow(10, (seed % 7) - 4)), vocabulary);
                Assert.InRange(value, 0, double.MaxValue);
                Assert.True(metric != DistanceMetric.Js || value <= Math.Log(2));
                Assert.True(metric != DistanceMetric.Angular || value <= Math.PI / 2);
            }
        }
    }

    [Theory]
    [InlineData(DistanceMetric.Js)]
    [InlineData(DistanceMetric.JsOfficial)]
    [InlineData(DistanceMetric.Angular)]
    [InlineData(DistanceMetric.Norm)]
    public void Sample_Exchanged_IsTheSame(DistanceMetric metric)
    {
        float[] left = Logits.Normal(1, 3000);
        float[] right = Logits.Normal(2, 3000);
        LogitDistance distance = LogitDistance.Create(metric, 1);
        Assert.Equal(distance.Row(left, right, 1000), distance.Row(right, left, 1000));
    }

    [Theory]
    [MemberData(nameof(MetricData.OfDistributions), MemberType = typeof(MetricData))]
    public void Sample_ConstantAddedToAPosition_StaysTheSame(DistanceMetric metric)
    {
        float[] dense = [.. Logits.Normal(5, 1000).Select(logit => MathF.Round(logit * 1024) / 1024)];
        float[] pruned = [.. Logits.Noisy(dense, 6, 0.5).Select(logit => MathF.Round(logit * 1024) / 1024)];
        float[] shifted = [.. pruned.Select(logit => logit + 37.5f)];
        LogitDistance distance = LogitDistance.Create(metric, 1);
        Assert.Equal(distance.Row(dense, pruned, 1000), distance.Row(dense, shifted, 1000), 1e-12);
    }

    [Fact]
    public void Sample_ScaledLogits_HaveNoAngle()
    {
        float[] dense = Logits.Normal(5, 1000);
        float[] doubled = [.. dense.Select(logit => 2 * logit)];
        Assert.Equal(0, LogitDistance.Create(DistanceMetric.Angular, 1).Row(dense, doubled, 1000), 1e-15);
    }

    [Fact]
    public void Sample_OppositeLogits_AreAtARightAngleAtMost()
    {
        float[] dense = Logits.Normal(5, 1000);
        float[] opposite = [.. dense.Select(logit => -logit)];
        Assert.Equal(Math.PI / 2, LogitDistance.Create(DistanceMetric.Angular, 1).Row(dense, opposite, 1000));
    }

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Sample_MoreThreads_GivesTheSameBits(DistanceMetric metric)
    {
        const int Vocabulary = 1001;
        float[] dense = Logits.Normal(7, 61 * Vocabulary);
        float[] pruned = Logits.Noisy(dense, 8, 0.3);
        double expected = LogitDistance.Create(metric, 1).Row(dense, pruned, Vocabulary);
        foreach (int threads in (int[])[2, 3, 8, 100])
        {
            Assert.Equal(expected, LogitDistance.Create(metric, threads).Row(dense, pruned, Vocabulary));
        }
    }
}
