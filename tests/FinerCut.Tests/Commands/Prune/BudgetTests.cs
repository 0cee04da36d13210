using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Tests.Search;

namespace FinerCut.Tests.Commands.Prune;

public class BudgetTests
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
        Assert.Equal(count, Budget.CountFor(Ratio(ratio), sublayers, sublayers));

    [Fact]
    public void CountFor_EveryPercentage_IsTheExactFloor() => Assert.All(
        from percent in Enumerable.Range(1, 99)
        from sublayers in Enumerable.Range(2, 400)
        where percent * sublayers >= 100
        select (percent, sublayers),
        size => Assert.Equal(
            size.percent * size.sublayers / 100,
            Budget.CountFor(Ratio(size.percent / 100.0), size.sublayers, size.sublayers)));

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
            () => Budget.CountFor(Ratio(ratio), 24, 24),
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
            Assert.Throws<DiagnosticException>(() => Budget.CountFor(Ratio(0.0001), sublayers, sublayers));
        Assert.Equal("FC4017", refusal.Code);
        string smallest = Regex.Match(refusal.Message, @"at least --ratio (0\.\d+),").Groups[1].Value;
        Assert.Equal(
            1, Budget.CountFor(Ratio(double.Parse(smallest, CultureInfo.InvariantCulture)), sublayers, sublayers));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(23)]
    public void CountFor_Count_IsTaken(int count) => Assert.Equal(count, Budget.CountFor(Count(count), 24, 24));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void CountFor_CountBelowOne_IsRefused(int count) =>
        SublayerNames.Refused("FC4018", () => Budget.CountFor(Count(count), 24, 24), $"--count {count}");

    [Theory]
    [InlineData(24)]
    [InlineData(25)]
    public void CountFor_Everything_IsRefused(int count) =>
        SublayerNames.Refused("FC4018", () => Budget.CountFor(Count(count), 24, 24), $"Removing {count}", "at most 23");

    [Fact]
    public void CountFor_RatioThatRoundsToEverything_IsRefused() =>
        SublayerNames.Refused("FC4018", () => Budget.CountFor(Ratio(Math.BitDecrement(1)), 24, 24), "at most 23");

    [Fact]
    public void CountFor_MoreThanCandidates_SaysHowManyThereAre()
    {
        Assert.Equal(12, Budget.CountFor(Ratio(0.5), 24, 12));
        SublayerNames.Refused(
            "FC4018", () => Budget.CountFor(Ratio(0.5), 24, 11), "12 of the 24", "leave 11 candidates", "--protect");
    }

    [Fact]
    public void CountFor_NeitherRatioNorCount_IsMisuse() =>
        Assert.Throws<ArgumentException>(() => Budget.CountFor(new PruneOptions { Model = "m" }, 24, 24));

    private static PruneOptions Ratio(double ratio) => new() { Model = "m", Ratio = ratio };

    private static PruneOptions Count(int count) => new() { Model = "m", Count = count };
}
