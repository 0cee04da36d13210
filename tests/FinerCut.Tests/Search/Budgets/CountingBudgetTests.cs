using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Onnx;
using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Search.Budgets;

public class CountingBudgetTests
{
    [Theory]
    [InlineData(0.25, 60, 15)]
    [InlineData(0.25, 24, 6)]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.57, 100, 57)]
    [InlineData(0.3, 24, 7)]
    [InlineData(0.999, 24, 23)]
    [InlineData(1.0 / 3, 3, 1)]
    [InlineData(0.2899999, 100, 28)]
    public void CountFor_Ratio_IsFloorOfTheProduct(double ratio, int sublayers, int count) =>
        Assert.Equal(count, new RatioBudget(ratio).CountFor(sublayers, sublayers));

    [Fact]
    public void CountFor_EveryPercentage_IsTheExactFloor() => Assert.All(
        from percent in Enumerable.Range(1, 99)
        from sublayers in Enumerable.Range(2, 400)
        where percent * sublayers >= 100
        select (percent, sublayers),
        size => Assert.Equal(
            size.percent * size.sublayers / 100,
            new RatioBudget(size.percent / 100.0).CountFor(size.sublayers, size.sublayers)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.25)]
    [InlineData(25)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void CountFor_RatioOutside_IsRefused(double ratio) =>
        SublayerNames.Refused(
            "FC4017",
            () => new RatioBudget(ratio).CountFor(24, 24),
            ratio.ToString(CultureInfo.InvariantCulture),
            "less than 1");

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(24)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(997)]
    public void CountFor_RatioTooSmall_NamesTheSmallestThatWorks(int sublayers)
    {
        DiagnosticException refusal =
            Assert.Throws<DiagnosticException>(() => new RatioBudget(0.0001).CountFor(sublayers, sublayers));
        Assert.Equal("FC4017", refusal.Code);
        string smallest = Regex.Match(refusal.Message, @"at least --ratio (0\.\d+),").Groups[1].Value;
        Assert.Equal(
            1, new RatioBudget(double.Parse(smallest, CultureInfo.InvariantCulture)).CountFor(sublayers, sublayers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void CountFor_Count_IsTaken(int count) => Assert.Equal(count, CountBudget.RequireCount(count, 24, 24));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void CountFor_CountBelowOne_IsRefused(int count) =>
        SublayerNames.Refused("FC4018", () => CountBudget.RequireCount(count, 24, 24), $"--count {count}");

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    public void CountFor_Everything_IsRefused(int count) =>
        SublayerNames.Refused(
            "FC4018", () => CountBudget.RequireCount(count, 24, 24), $"Removing {count}", "at most 23");

    [Fact]
    public void CountFor_RatioThatRoundsToEverything_IsRefused() =>
        SublayerNames.Refused("FC4018", () => new RatioBudget(Math.BitDecrement(1)).CountFor(24, 24), "at most 23");

    [Fact]
    public void CountFor_MoreThanCandidates_SaysHowManyThereAre()
    {
        Assert.Equal(12, new RatioBudget(0.5).CountFor(24, 12));
        SublayerNames.Refused(
            "FC4018", () => new RatioBudget(0.5).CountFor(24, 11), "12 of the 24", "leave 11 candidates", "--protect");
    }
}
