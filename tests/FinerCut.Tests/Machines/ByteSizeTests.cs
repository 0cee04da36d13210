using FinerCut.Machines;

namespace FinerCut.Tests.Machines;

public class ByteSizeTests
{
    [Theory]
    [InlineData("2GiB", 2147483648L)]
    [InlineData("1.5 GB", 1500000000L)]
    [InlineData("300mib", 314572800L)]
    [InlineData("4096", 4096L)]
    [InlineData("12B", 12L)]
    [InlineData("2G", 2000000000L)]
    [InlineData("5m", 5000000L)]
    [InlineData("7K", 7000L)]
    [InlineData("1T", 1000000000000L)]
    [InlineData("2Gi", 2147483648L)]
    [InlineData("2 ki", 2048L)]
    [InlineData("0.5", null)]
    [InlineData("", null)]
    [InlineData("GiB", null)]
    [InlineData("-2GiB", null)]
    [InlineData("2 gigabytes", null)]
    [InlineData("99999999999TiB", null)]
    public void TryParse_Text_GivesBytes(string text, long? expected) =>
        Assert.Equal(expected, ByteSize.TryParse(text));

    [Theory]
    [InlineData("2", "2GiB", "2B")]
    [InlineData("0.5", "0.5GiB", "0.5B")]
    [InlineData("4096", "4096MiB", "4096B")]
    [InlineData(" 2 000 000 ", "2000000KiB", "2000000B")]
    public void ReadingsOf_NumberWithoutUnit_AreTwo(string text, string likely, string literal) =>
        Assert.Equal((likely, literal), ByteSize.ReadingsOf(text));

    [Theory]
    [InlineData("2G")]
    [InlineData("2B")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("apples")]
    public void ReadingsOf_AnythingElse_AreNone(string text) => Assert.Null(ByteSize.ReadingsOf(text));
}
