using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class LogitDistanceTests
{
    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Create_EveryMetric_MeasuresIt(DistanceMetric metric) =>
        Assert.Equal(metric, LogitDistance.Create(metric, 2).Metric);

    [Fact]
    public void Create_Misuse_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LogitDistance.Create((DistanceMetric)9, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogitDistance.Create(DistanceMetric.Js, 0));
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(4, 6, 2)]
    [InlineData(5, 5, 2)]
    public void Row_LengthsThatDoNotFit_ThrowsNamingThem(int dense, int pruned, int vocabulary)
    {
        LogitDistance distance = LogitDistance.Create(DistanceMetric.Js, 1);
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => distance.Row(new float[dense], new float[pruned], vocabulary));
        Assert.Contains($"found {dense} and {pruned} logits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_NoVocabulary_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => LogitDistance.Create(DistanceMetric.Js, 1).Row(new float[4], new float[4], 0));

    [Theory]
    [MemberData(nameof(MetricData.All), MemberType = typeof(MetricData))]
    public void Position_Computed_AllocatesNothing(DistanceMetric metric)
    {
        float[] dense = Logits.Normal(1, 5003);
        float[] pruned = Logits.Noisy(dense, 2, 1);
        float[] scratch = new float[2 * dense.Length];
        LogitDistance distance = LogitDistance.Create(metric, 1);
        double value = distance.Position(dense, pruned, scratch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        double again = distance.Position(dense, pruned, scratch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(value, again);
    }

    [Fact]
    public void Row_Repeated_AllocatesOneValuePerPosition()
    {
        const int Positions = 200;
        const int Vocabulary = 1000;
        float[] dense = Logits.Normal(1, Positions * Vocabulary);
        LogitDistance distance = LogitDistance.Create(DistanceMetric.Js, 1);
        distance.Row(dense, dense, Vocabulary);
        long before = GC.GetAllocatedBytesForCurrentThread();
        distance.Row(dense, dense, Vocabulary);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (Positions * sizeof(double)) + 1000);
    }
}
