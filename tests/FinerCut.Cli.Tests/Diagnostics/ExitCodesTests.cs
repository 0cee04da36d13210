using System.Text.RegularExpressions;
using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Diagnostics;

public partial class ExitCodesTests
{
    private static readonly string[] Missing =
        ["FC1001", "FC1005", "FC1011", "FC1013", "FC1035", "FC3001", "FC3015", "FC3020", "FC3031", "FC4041", "FC4056",
            "FC7005", "FC7006"];
    private static readonly string[] BadFiles =
        ["FC4043", "FC4051", "FC4052", "FC4053", "FC4054", "FC4081", "FC4082", "FC4083", "FC5011", "FC7003", "FC7007",
            "FC7009", "FC7033", "FC7122", "FC7123"];

    private static readonly string[] CodesInSource =
    [
        .. Directory.EnumerateFiles(
            Path.Combine(SharedData.RepositoryRoot, "src"), "*Errors.cs", SearchOption.AllDirectories)
            .SelectMany(path => Quoted().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
                .Distinct(),
    ];

    [Theory]
    [InlineData("FC1001", 66)]
    [InlineData("FC1002", 65)]
    [InlineData("FC2099", 65)]
    [InlineData("FC3099", 65)]
    [InlineData("FC4099", 64)]
    [InlineData("FC5099", 1)]
    [InlineData("FC6099", 1)]
    [InlineData("FC7099", 64)]
    [InlineData("FC7199", 64)]
    [InlineData("FC8001", 70)]
    [InlineData("odd", 70)]
    public void For_EachRange_IsAsDocumented(string code, int expected) =>
        Assert.Equal(expected, (int)ExitCodes.For(code));

    [Fact]
    public void For_EveryNumberOfTheSource_FollowsTheTable()
    {
        Assert.All(CodesInSource, code => Assert.Equal(Expected(code), ExitCodes.For(code)));
        Assert.Empty(Missing.Concat(BadFiles).Except(CodesInSource));
        Assert.InRange(CodesInSource.Length, 80, 9999);
    }

    [Fact]
    public void Meanings_EveryExitCode_IsExplained() =>
        Assert.Equal(Enum.GetValues<ExitCode>(), ExitCodeMeanings.All.Select(meaning => meaning.Code));

    private static ExitCode Expected(string code) => code[2] switch
    {
        _ when Missing.Contains(code) => ExitCode.MissingInput,
        _ when code == "FC3021" => ExitCode.Usage,
        _ when code is "FC4033" or "FC7031" or "FC7032" or "FC7204" => ExitCode.FellShort,
        _ when BadFiles.Contains(code) => ExitCode.BadModel,
        _ when code.StartsWith("FC71", StringComparison.Ordinal) => ExitCode.Usage,
        '1' or '2' or '3' => ExitCode.BadModel,
        '4' or '7' => ExitCode.Usage,
        _ => ExitCode.FellShort,
    };

    [GeneratedRegex("\"(FC[0-9]{4})\"")]
    private static partial Regex Quoted();
}
