using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

/// <summary><c>--html</c>, whichever command has it.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Page => _folder.Combine("report.html");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("prune m --ratio 0.25", "prune", "2 of 8 sublayers removed")]
    [InlineData("apply p m", "apply", "2 of 8 sublayers removed")]
    [InlineData("inspect m", "inspect", "8 sublayers in 4 layers")]
    [InlineData("sweep m", "sweep", "6 ratios, 12.5 % to 75.0 % of 8 sublayers")]
    [InlineData("eval m", "eval", "How good the model is")]
    [InlineData("compare a b", "compare", "2 plans for a model of 8 sublayers")]
    public void Html_File_IsAReportOfTheCommand(string line, string command, string outcome)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run([.. line.Split(' '), "--html", Page]));

        string page = File.ReadAllText(Page);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains($"finercut {command}", page, StringComparison.Ordinal);
        Assert.Contains(outcome, page, StringComparison.Ordinal);
        Assert.Contains("1970-01-01 00:00", page, StringComparison.Ordinal);
        Assert.NotEmpty(run.Output);
    }

    [Theory]
    [InlineData("", "FC7301")]
    [InlineData("report.pdf", "FC7302")]
    [InlineData("report", "FC7302")]
    [InlineData("folder.html", "FC7303")]
    [InlineData("there.html", "FC7304")]
    public void Html_NameThatCannotBe_IsRefusedBeforeAnythingRuns(string name, string code)
    {
        Directory.CreateDirectory(_folder.Combine("folder.html"));
        File.WriteAllText(_folder.Combine("there.html"), "mine");
        string path = name.Length == 0 ? "" : _folder.Combine(name);
        using CliRun run = new();

        Assert.Equal(ExitCode.Usage, run.Run("prune", "m", "--ratio", "0.25", "--html", path));
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedFor);
        Assert.Equal("mine", File.ReadAllText(_folder.Combine("there.html")));
    }

    [Fact]
    public void Html_Force_ReplacesThePage()
    {
        File.WriteAllText(Page, "old");
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("inspect", "m", "--html", Page, "--force"));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Html_CommandThatFails_LeavesNoPage()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary { OnPrune = (_, _) => throw new DiagnosticException("FC1001", "Gone.") },
        };
        Assert.Equal(ExitCode.MissingInput, run.Run("prune", "m", "--ratio", "0.25", "--html", Page));
        Assert.False(File.Exists(Page));
    }

    /// <summary>A model that rises too far is not written, but people want to see why.</summary>
    [Fact]
    public void Html_LimitOnPerplexity_KeepsTheReportWithTheReason()
    {
        string csv = _folder.Combine("steps.csv");
        using CliRun run = new() { Library = new FakeLibrary { OnPrune = (options, _) => Refuse(options) } };

        Assert.Equal(ExitCode.FellShort, run.Run(
            "prune", "m", "--ratio", "0.25", "--max-perplexity-increase", "1.1x", "--html", Page, "--csv", csv));
        string page = File.ReadAllText(Page);
        Assert.Contains("2 of 8 sublayers would go", page, StringComparison.Ordinal);
        Assert.Contains("Perplexity rises too far.", page, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(csv).Length);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Html_Prune_AsksBothModelsForTexts()
    {
        using CliRun run = new();
        run.Run("prune", "m", "--ratio", "0.25", "--html", Page, "--text", "own.txt", "--text", "-", "--threads", "3");

        Assert.Equal("m", run.Library.AskedToContinue!.Model);
        Assert.Equal(["2.attn", "3.ffn"], run.Library.AskedToContinue.Removed.Select(name => name.ToString()));
        Assert.Equal(["own.txt"], run.Library.AskedToContinue.Texts);
        Assert.Equal(3, run.Library.AskedToContinue.Runtime.Threads);
        Assert.Contains("there was a &lt;b&gt;fox&lt;/b&gt;.", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prune m --ratio 0.25")]
    [InlineData("prune m --until 1 --html")]
    public void Texts_NoReportOfAModel_AreNotAskedFor(string line)
    {
        string[] args = line.Split(' ');
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(args[^1] == "--html" ? [.. args, Page] : args));
        Assert.Null(run.Library.AskedToContinue);
    }

    [Fact]
    public void Texts_ThatCannotBeWritten_AreAWarning()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary { OnContinue = _ => throw new DiagnosticException("FC5012", "It fails.") },
        };
        Assert.Equal(ExitCode.Done, run.Run("prune", "m", "--ratio", "0.25", "--html", Page));
        Assert.Contains(
            "The report has no texts of both models (FC5012): It fails.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"texts\"", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    private static PruneResult Refuse(PruneOptions options)
    {
        options.Evaluation.Refused!(Samples.DryRun);
        throw new DiagnosticException("FC7031", "Perplexity rises too far.");
    }
}
