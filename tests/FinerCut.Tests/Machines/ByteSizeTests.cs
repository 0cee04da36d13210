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
    [InlineData("0.5", null)]
    [InlineData("", null)]
    [InlineData("GiB", null)]
    [InlineData("-2GiB", null)]
    [InlineData("2 gigabytes", null)]
    [InlineData("99999999999TiB", null)]
    public void TryParse_Text_GivesBytes(string text, long? expected) => Assert.Equal(expected, ByteSize.TryParse(text));
}
