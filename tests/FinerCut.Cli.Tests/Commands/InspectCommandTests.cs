using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Cli.Tests.Commands;

public class InspectCommandTests
{
    [Theory]
    [InlineData("inspect-dense", "")]
    [InlineData("inspect-dense-table", "--table")]
    [InlineData("inspect-dense-json", "--json")]
    [InlineData("inspect-explain", "--explain")]
    [InlineData("inspect-explain-json", "--explain --json")]
    public void Screen_DenseModel_MatchesSnapshot(string name, string options)
    {
        using CliRun run = new();
        run.Run(["inspect", "models/tales-3m", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData("inspect-pruned", "")]
    [InlineData("inspect-pruned-table", "--table")]
    [InlineData("inspect-pruned-json", "--json")]
    public void Screen_PrunedModel_MatchesSnapshot(string name, string options)
    {
        using CliRun run = Pruned(Terminal.Redirected);
        run.Run(["inspect", "models/tales-3m-pruned-25", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Screen_ColourTerminal_MatchesSnapshot()
    {
        using CliRun run = Pruned(new Terminal(CanRedraw: true, Width: 80, HasColors: true, HasUnicode: true));
        run.Run("inspect", "models/tales-3m-pruned-25");
        Snapshot.Match("inspect-pruned-colours", run.Transcript);
    }

    [Fact]
    public void Screen_EightyColumns_NoLineIsLonger()
    {
        using CliRun run = Pruned(new Terminal(CanRedraw: true, Width: 80, HasColors: false, HasUnicode: true));
        run.Run("inspect", "models/tales-3m-pruned-25");
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Screen_Notes_MatchSnapshot()
    {
        ModelNote[] notes =
        [
            new("obstacle", "FC2007", "The input 'speaker' of 'model.onnx' is not understood."),
            new("search", "FC2043", "'model.onnx' has no head."),
            new("note", null, "4 weights stored sparse."),
        ];
        using CliRun run =
            new() { Library = new FakeLibrary { OnInspect = _ => Samples.DenseReport with { Notes = notes } } };
        run.Run("inspect", "models/tales-3m");
        Snapshot.Match("inspect-notes", run.Transcript);
    }

    [Fact]
    public void Screen_Plan_MatchesSnapshot()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnFindPlan = _ => Samples.Plan } };
        run.Run("inspect", "smaller/finercut.plan.json");
        Snapshot.Match("inspect-plan", run.Transcript);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Json_OfAPlan_IsThePlan()
    {
        using CliRun run = new() { Library = new FakeLibrary { OnFindPlan = _ => Samples.Plan } };
        run.Run("inspect", "smaller/finercut.plan.json", "--json");
        Assert.Equal(PlanJson.Write(Samples.Plan), run.Output);
    }

    [Fact]
    public void Json_Parsed_HasTheReportsMembersInOrder()
    {
        using CliRun run = new();
        run.Run("inspect", "models/tales-3m", "--json");

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["model", "architecture", "producer", "opsets", "layers", "hidden_size", "vocabulary_size", "parameters",
                "bytes",
                "kv_cache_bytes_per_token", "sublayers", "not_understood", "notes", "plan"],
            answer.RootElement.EnumerateObject().Select(property => property.Name));
    }

    private static CliRun Pruned(Terminal terminal) =>
        new() { Terminal = terminal, Library = new FakeLibrary { OnInspect = _ => Samples.PrunedReport } };
}
