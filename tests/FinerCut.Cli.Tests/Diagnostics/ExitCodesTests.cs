using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.Diagnostics;

public class ExitCodesTests
{
    [Theory]
    [InlineData("FC1001", 66)]
    [InlineData("FC1002", 65)]
    [InlineData("FC2099", 65)]
    [InlineData("FC3099", 65)]
    [InlineData("FC4099", 64)]
    [InlineData("FC5099", 1)]
    [InlineData("FC6099", 1)]
    [InlineData("FC7001", 70)]
    [InlineData("odd", 70)]
    public void For_EachRange_IsAsDocumented(string code, int expected) => Assert.Equal(expected, (int)ExitCodes.For(code));

    [Fact]
    public void Meanings_EveryExitCode_IsExplained() =>
        Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodes.Meanings.Select(row => row.Code));
}
