using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

public class DistanceMetricNamesTests
{
    [Theory]
    [InlineData(DistanceMetric.Js, "js")]
    [InlineData(DistanceMetric.JsOfficial, "js-official")]
    [InlineData(DistanceMetric.Kl, "kl")]
    [InlineData(DistanceMetric.Angular, "angular")]
    [InlineData(DistanceMetric.Norm, "norm")]
    public void Name_OfMetric_GoesBothWays(DistanceMetric metric, string name)
    {
        Assert.Equal(name, DistanceMetricNames.NameOf(metric));
        Assert.True(DistanceMetricNames.TryParse(name, out DistanceMetric parsed));
        Assert.Equal(metric, parsed);
    }

    [Fact]
    public void All_Always_NamesEveryMetric() =>
        Assert.Equal(Enum.GetValues<DistanceMetric>().Select(DistanceMetricNames.NameOf), DistanceMetricNames.All);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("JS")]
    [InlineData("cosine")]
    public void TryParse_NoName_IsFalse(string? name) => Assert.False(DistanceMetricNames.TryParse(name, out _));

    [Fact]
    public void NameOf_Undefined_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DistanceMetricNames.NameOf((DistanceMetric)9));
}
