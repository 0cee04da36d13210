using System.Text.Json;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Documentation;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Onnx;
using FinerCut.Search.Resume;

namespace FinerCut.Cli.Tests.Diagnostics;

/// <summary>With <c>--json</c> an error is an answer of one shape, whoever finds it.</summary>
public class JsonErrorTests
{
    [Theory]
    [InlineData("purne m --ratio 0.25 --json", "FC4002")]
    [InlineData("prune m --ratoi 0.25 --json", "FC4003")]
    [InlineData("prune m --json=true", "FC4010")]
    [InlineData("prune --json --ratio 0.25", "FC4005")]
    [InlineData("[parse] inspect m --json", "FC4002")]
    [InlineData("--json", "FC4001")]
    [InlineData("prune m --ratio x --json", "FC4008")]
    [InlineData("help purne --json", "FC4003")]
    [InlineData("verify m --json", "FC4078")]
    [InlineData("generate m --json", "FC4070")]
    public void UsageError_WithJson_IsAnAnswer(string line, string number)
    {
        using CliRun run = new();

        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));

        Check(run, number, 64);
    }

    [Theory]
    [InlineData("FC1001", 66)]
    [InlineData("FC2001", 65)]
    [InlineData("FC5001", 1)]
    public void LibraryError_WithJson_HasItsExitCode(string number, int exitCode)
    {
        using CliRun run = Failing(
            new DiagnosticException(number, "'model.onnx' is wrong at byte 12. Export it again."));

        Assert.Equal(exitCode, (int)run.Run("inspect", "model.onnx", "--json"));

        JsonElement error = Check(run, number, exitCode);
        Assert.Equal("'model.onnx' is wrong at byte 12. Export it again.", error.GetProperty("message").GetString());
    }

    [Fact]
    public void Fault_WithJson_HasNoNumber()
    {
        using CliRun run = Failing(new InvalidOperationException("Sequence contains no elements"));

        Assert.Equal(ExitCode.Internal, run.Run("inspect", "model.onnx", "--json"));

        JsonElement error = Check(run, null, 70);
        Assert.Equal(
            "InvalidOperationException: Sequence contains no elements", error.GetProperty("message").GetString());
        Assert.Contains("report", error.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Run the same command again to start over.")]
    [InlineData(true, "The search is kept.")]
    public void Cancellation_WithJson_TellsHowToGoOn(bool isKept, string advice)
    {
        CliRun? run = null;
        OperationCanceledException cause = new();
        using CliRun stopped = run = new CliRun
        {
            Library = new FakeLibrary
            {
                OnPrune = (_, _) =>
                {
                    run!.Cancel();
                    throw isKept ? new PruneInterruptedException("The search is kept.", cause) : cause;
                },
            },
        };

        Assert.Equal(ExitCode.Cancelled, stopped.Run("prune", "m", "--ratio", "0.25", "--json"));

        Assert.Equal(advice, Check(stopped, null, 130).GetProperty("advice").GetString());
    }

    [Theory]
    [InlineData("generate m -- --json")]
    [InlineData("prune m --ratio x")]
    [InlineData("prune m --ratio x --json=false")]
    public void UsageError_WithoutJson_LeavesStandardOutputEmpty(string line)
    {
        FakeLibrary library = new() { OnGenerate = (_, _) => throw new DiagnosticException("FC4073", "No token.") };
        using CliRun run = new() { Library = library };

        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));

        Assert.Empty(run.Output);
    }

    [Fact]
    public void Advice_OfEveryNumberOnThePage_IsALineWithoutMarkup()
    {
        string page = File.ReadAllText(MarkdownPage.InRepository("docs/diagnostics.md"));
        IEnumerable<string> titles = page.Split('\n')
            .Where(line => line.StartsWith("### FC", StringComparison.Ordinal));
        string[] numbers = [.. titles.Select(title => title[4..].Trim())];

        Assert.InRange(numbers.Length, 100, 1000);
        Assert.All(numbers, number => Assert.Matches(@"^[A-Z`0-9-][^\n]+\S$", Advice.Find(number)));
        Assert.All(numbers, number => Assert.DoesNotMatch(@"Exit code|\]\(", Advice.Find(number)));
    }

    [Fact]
    public void Advice_UnknownNumber_IsNone() => Assert.Null(Advice.Find("FC9999"));

    private static JsonElement Check(CliRun run, string? number, int exitCode)
    {
        JsonElement error = JsonDocument.Parse(run.Output).RootElement.GetProperty("error");
        Assert.Equal(
            ["number", "message", "advice", "exit_code"], error.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            (number, exitCode), (error.GetProperty("number").GetString(), error.GetProperty("exit_code").GetInt32()));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.NotEmpty(error.GetProperty("advice").GetString()!);
        Assert.Contains(error.GetProperty("message").GetString()!.Split(": ")[^1], run.Error, StringComparison.Ordinal);
        return error;
    }

    private static CliRun Failing(Exception error) =>
        new() { Library = new FakeLibrary { OnInspect = _ => throw error } };
}
