using FinerCut.Distances;
using FinerCut.Search.Policies;

namespace FinerCut.Tests.Search.Policies;

public class CurrentDistancesTests
{
    // Half of a sample: 0.3 of its distance of 0.4 was there before, and 0.5 is there now.
    private static readonly SampleStart Half = new(0.5, 0.5, 0.3);

    [Fact]
    public void Until_NothingHasGone_IsZero() =>
        Assert.Equal(0, new CurrentDistances(DistanceMetric.Js, 2).Until(1, 3));

    [Fact]
    public void Until_SomethingHasGone_IsWhatTheBlocksAdded()
    {
        CurrentDistances current = new(DistanceMetric.Js, 2);
        current.MoveTo([[0.1, 0.2], [0.3, 0.4]]);

        Assert.Equal(0.3, current.Until(1, 0));
        Assert.Equal([0.2, 0.4], current.Sums);
    }

    [Theory]
    [InlineData(DistanceMetric.Js, 0.4 + (0.2 * 2))]
    [InlineData(DistanceMetric.Angular, 0.4 + (0.2 * 2))]
    [InlineData(DistanceMetric.Norm, 0.69282032302755)] // √(0.4² + (0.5² - 0.3²) · 2)
    public void Extend_HalfOfASample_GrowsAllOfItAsMuch(DistanceMetric metric, double expected) =>
        Assert.Equal(expected, At40(metric).Extend(0, Half), 12);

    [Theory]
    [InlineData(DistanceMetric.Js, 0.5 + 0.1 + 0.05)]
    [InlineData(DistanceMetric.Angular, 0.65495097567964)] // 0.5 + 0.1 + (√(0.4² + 0.1) - 0.4) / 2
    [InlineData(DistanceMetric.Norm, 0.60827625302982)] // √(0.5² + 0.4² - 0.3² + 0.1 / 2)
    public void With_HalfOfASample_KeepsWhatWasSeen(DistanceMetric metric, double expected) =>
        Assert.Equal(expected, At40(metric).With(0, Half, 0.1), 12);

    [Fact]
    public void With_AnIncrementBelowZero_IsNotLessThanWhatWasSeen() =>
        Assert.Equal(0.5, At40(DistanceMetric.Js).With(0, Half, -0.4), 12);

    [Fact]
    public void With_AllOfASample_IsWhatWasSeen() =>
        Assert.Equal(0.9, At40(DistanceMetric.Js).With(0, new SampleStart(1, 0.9, 0.4), 5));

    private static CurrentDistances At40(DistanceMetric metric)
    {
        CurrentDistances current = new(metric, 1);
        current.MoveTo([[0.3, 0.4]]);
        return current;
    }
}
