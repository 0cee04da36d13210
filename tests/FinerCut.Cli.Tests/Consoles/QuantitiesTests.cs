using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Tests.Consoles;

public class QuantitiesTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1.00 kB")]
    [InlineData(9_994, "9.99 kB")]
    [InlineData(9_996, "10.0 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.00 MB")]
    [InlineData(11_912_345, "11.9 MB")]
    [InlineData(540_000_000, "540 MB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Bytes_EachSize_HasThreeDigits(long bytes, string expected) =>
        Assert.Equal(expected, Quantities.Bytes(bytes));

    [Theory]
    [InlineData(24, "24")]
    [InlineData(134_515_008, "135 M")]
    [InlineData(1_500_000_000, "1.50 G")]
    public void Count_EachSize_HasThreeDigits(double count, string expected) =>
        Assert.Equal(expected, Quantities.Count(count));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.0, "0.000")]
    [InlineData(0.00123456, "0.001235")]
    [InlineData(0.5, "0.5000")]
    [InlineData(1234.56, "1235")]
    [InlineData(1.5e-8, "1.5e-08")]
    [InlineData(double.NaN, "NaN")]
    public void Distance_EachSize_HasFourDigits(double? distance, string expected) =>
        Assert.Equal(expected, Quantities.Distance(distance));

    [Fact]
    public void Distances_OfOneColumn_HaveTheSameDecimals() =>
        Assert.Equal(["0.001235", "-", "12.300000"], Quantities.Distances([0.00123456, null, 12.3]));

    [Theory]
    [InlineData(0.2, "0 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(725, "12 min")]
    [InlineData(3_720, "1 h 02 min")]
    public void RoughDuration_EachLength_ReadsWell(double seconds, string expected) =>
        Assert.Equal(expected, Quantities.RoughDuration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.96, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(3_720, "1 h 02 min")]
    [InlineData(90_000, "25 h 00 min")]
    public void Duration_EachLength_ReadsWell(double seconds, string expected) =>
        Assert.Equal(expected, Quantities.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(100, 75, "25.0 %")]
    [InlineData(0, 0, "-")]
    public void Gone_Share_IsOfTheDenseModel(double dense, double pruned, string expected) =>
        Assert.Equal(expected, Quantities.Gone(dense, pruned));

    [Theory]
    [InlineData(8, 10, "+25.0 %")]
    [InlineData(10, 8, "-20.0 %")]
    [InlineData(8, double.PositiveInfinity, "-")]
    public void Growth_Share_HasASign(double before, double after, string expected) =>
        Assert.Equal(expected, Quantities.Growth(before, after));
}
