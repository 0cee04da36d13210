using FinerCut.Cli.Pages.Charts;
using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Tests.Pages.Charts;

public class ScaleTests
{
    private static readonly ChartAxis Plain = new("any");
    private static readonly ChartAxis Whole = new("any") { IsWhole = true };

    [Fact]
    public void Ticks_Fractions_AreRoundNumbersAroundThem() => Assert.Equal(
        [24, 26, 28, 30, 32], Scale.For(Plain, [25.22, 30.79]).Ticks);

    [Fact]
    public void Ticks_AxisFromZero_BeginThere() => Assert.Equal(
        [0, 0.005, 0.01, 0.015, 0.02, 0.025], Scale.For(Plain with { BeginsAtZero = true }, [0.0013, 0.02225]).Ticks);

    [Theory]
    [InlineData(1, new double[] { 0, 1 })]
    [InlineData(6, new double[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData(15, new double[] { 0, 2, 4, 6, 8, 10, 12, 14 })]
    [InlineData(160, new double[] { 0, 20, 40, 60, 80, 100, 120, 140, 160 })]
    public void Ticks_WholeNumbers_AreWhole(int most, double[] expected)
    {
        Scale scale = Scale.For(Whole, [0, most]);
        Assert.Equal(expected, scale.Ticks);
        Assert.Equal(1, scale.PlaceOf(most));
    }

    [Fact]
    public void Ticks_FarApart_ArePowersOfTen()
    {
        Scale scale = Scale.For(Plain, [27, 81_000]);
        Assert.Equal([10, 100, 1000, 10_000, 100_000], scale.Ticks);
        Assert.Equal(0.5, scale.PlaceOf(1000), 1e-12);
        Assert.Equal(0, scale.PlaceOf(0));
    }

    [Fact]
    public void Ticks_ManyPowers_AreFew() => Assert.InRange(Scale.For(Plain, [1e-9, 1e9]).Ticks.Count, 3, 7);

    [Theory]
    [InlineData(0)]
    [InlineData(7.5)]
    [InlineData(-3)]
    public void PlaceOf_OnlyNumber_IsOnTheAxis(double number)
    {
        Scale scale = Scale.For(Plain, [number]);
        Assert.InRange(scale.PlaceOf(number), 0, 1);
        Assert.InRange(scale.Ticks.Count, 1, 7);
    }
}
