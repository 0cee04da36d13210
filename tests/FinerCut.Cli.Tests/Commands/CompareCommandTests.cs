using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Compare;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

public class CompareCommandTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void Screen_OfAWidth_MatchesSnapshot(int width)
    {
        using CliRun run = new()
        {
            Terminal = new Terminal(CanRedraw: false, width, HasColors: false, HasUnicode: true),
            Library = new FakeLibrary { OnCompare = Warn },
        };
        Assert.Equal(ExitCode.Done, run.Run("compare", "a", "b", "c"));

        Assert.All(
            (run.Output + run.Error).Split('\n'), line => Assert.InRange(LineWrap.Columns(line), 0, width));
        Snapshot.Match(Snapshot.Of("tables", $"compare-{width}"), run.Transcript);
    }

    [Theory]
    [InlineData("compare-file", "")]
    [InlineData("compare-json", "--json")]
    public void Screen_OfAFile_MatchesSnapshot(string name, string option)
    {
        using CliRun run = new();
        run.Run(["compare", "a", "b", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(Snapshot.Of("tables", name), run.Transcript);
    }

    [Fact]
    public void Screen_ManyPlans_NamesEachByALetter()
    {
        ComparedPlan plan = ComparedSamples.Two.Plans[0];
        CompareResult many = ComparedSamples.Two with
        {
            Plans = [.. Enumerable.Range(0, 28).Select(number => plan with { Path = $"/plans/{number}.json" })],
        };
        using CliRun run = new() { Library = new FakeLibrary { OnCompare = _ => many } };
        run.Run("compare", "a", "b");

        string[] facts =
            [.. run.Output.Split('\n').Where(line => line.StartsWith("Only by ", StringComparison.Ordinal))];
        Assert.Equal(["Only by A", "Only by Z", "Only by AA", "Only by AB"],
            new[] { 0, 25, 26, 27 }.Select(index => facts[index].Split("  ")[0]));
    }

    [Fact]
    public void Csv_File_HasARowForEachRemoval()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("removals.csv");
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("compare", "a", "b", "--csv", path));

        const string Folder = "/models/tales-3m-pruned-25/finercut.plan.json";
        const string BuiltIn = "built-in,windows,16,256,4080,8.1234,0.21";
        Assert.Equal(
            [
                "Plan,Step,Sublayer,Distance,Metric,Plans With It,Text,Protocol,Windows,Window Tokens,Predicted Tokens,"
                    + "Dense Perplexity,Dense Perplexity Error,Perplexity,Perplexity Error,Perplexity Ratio,"
                    + "Perplexity Ratio Error",
                $"{Folder},1,2.attn,0.00123456,js,2,,,,,,,,,,,",
                $"{Folder},2,3.ffn,0.0142857,js,2,{BuiltIn},9.317,0.2504,1.14693,0.00912",
                "chats.plan.json,1,2.attn,0.0021,js,2,,,,,,,,,,,",
                "chats.plan.json,2,1.ffn,0.0183,js,1,,,,,,,,,,,",
                $"chats.plan.json,3,3.ffn,0.1467,js,2,{BuiltIn},9.1,0.2504,1.12022,0.0083",
                "chats.plan.json,3,3.ffn,0.1467,js,2,wikitext2.test.raw.txt,windows,8,256,4080,8.1234,0.21,,0.2504,,"
                    + "0.00912",
            ],
            File.ReadAllLines(path));
    }

    [Fact]
    public void Csv_FileIsThere_IsRefusedBeforeAnythingIsRead()
    {
        using TemporaryFolder folder = new();
        string path = folder.Combine("removals.csv");
        File.WriteAllText(path, "mine");
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run("compare", "a", "b", "--csv", path));
        Assert.Contains("FC7103", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedToCompare);
        Assert.Equal(ExitCode.Done, run.Run("compare", "a", "b", "--csv", path, "--force"));
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run("compare", "a", "b", "--json");
        using JsonDocument answer = JsonDocument.Parse(run.Output);

        Assert.Equal(
            [
                "sublayers", "plans", "pairs", "removed_by_all", "is_same_source", "is_same_metric",
                "is_same_evaluation",
            ],
            KeysOf(answer.RootElement));
        Assert.Equal(
            ["plan", "removed", "only_here", "settings", "calibration", "perplexities"],
            KeysOf(answer.RootElement.GetProperty("plans")[0]));
        Assert.Equal(
            ["first", "second", "shared", "jaccard", "same_start", "order"],
            KeysOf(answer.RootElement.GetProperty("pairs")[0]));
    }

    [Fact]
    public void Plans_InTheirOrder_ReachTheLibrary()
    {
        using CliRun run = new();
        run.Run("compare", "a", "--json", "b", "-v", "c");
        Assert.Equal(["a", "b", "c"], run.Library.AskedToCompare!.Plans);
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("compare smaller")]
    public void Line_WithoutTwoPlans_IsRefused(string line)
    {
        using CliRun run = new() { Library = new FakeLibrary { OnCompare = CompareRun.Execute } };
        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));
        Assert.Contains("FC7121", run.Error, StringComparison.Ordinal);
    }

    private static string[] KeysOf(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];

    private static CompareResult Warn(CompareOptions options)
    {
        options.Warn("The distances are by different metrics, so their sizes cannot be compared.");
        return ComparedSamples.Three;
    }
}
