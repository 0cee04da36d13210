using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;
using FinerCut.Execution;
using FinerCut.Runs;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Commands;

public class EvalCommandTests
{
    [Theory]
    [InlineData("eval-text", "")]
    [InlineData("eval-text-json", "--json -q")]
    [InlineData("eval-tasks", "-q")]
    [InlineData("eval-tasks-json", "--json -q")]
    [InlineData("eval-against", "-q")]
    [InlineData("eval-against-json", "--json -q")]
    public void Screen_Redirected_MatchesSnapshot(string name, string options)
    {
        using CliRun run = Playing(name.Split('-')[1] switch
        {
            "tasks" => Samples.EvaluatedOnTasks,
            "against" => Samples.EvaluatedAgainst,
            _ => Samples.Evaluated,
        });
        run.Run(["eval", "smaller", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Screen_WithoutModel_MatchesSnapshot()
    {
        using CliRun run = new();
        run.Run("eval", "--windows", "16");
        Snapshot.Match("usage-eval-without-model", run.Transcript);
    }

    [Fact]
    public void Screen_UnknownProtocol_MatchesSnapshot()
    {
        using CliRun run = new();
        run.Run("eval", "m", "--protocol", "window");
        Snapshot.Match("usage-eval-unknown-protocol", run.Transcript);
    }

    [Theory]
    [InlineData(PerplexityProtocol.Windows, "windows of 512 tokens, stride 512; all tokens count but the first of "
        + "each")]
    [InlineData(PerplexityProtocol.Stride, "windows of 512 tokens, stride 512; each token counts once")]
    [InlineData(PerplexityProtocol.LlamaCpp, "windows of 512 tokens, the second half of each counts")]
    [InlineData(PerplexityProtocol.Rows, "windows of 512 tokens, mean of their perplexities")]
    public void Screen_EveryProtocol_IsNamed(PerplexityProtocol protocol, string part)
    {
        WindowSettings settings = Samples.Evaluated.Settings with { Protocol = protocol };
        EvalResult result = Samples.Evaluated with { Settings = settings };
        using CliRun run = Playing(result);
        run.Run("eval", "m", "-q");

        Assert.Contains($"{ProtocolNames.Of(protocol)}: {part}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_Parsed_HasTheShapeOfLmEvaluationHarness()
    {
        using CliRun run = Playing(Samples.Evaluated);
        Assert.Equal(ExitCode.Done, run.Run("eval", "m", "--json", "-q"));

        JsonElement answer = JsonDocument.Parse(run.Output).RootElement;
        JsonElement text = answer.GetProperty("results").GetProperty("wikitext2.test.raw");
        Assert.Equal(36.0012, text.GetProperty("perplexity,none").GetDouble());
        Assert.Equal(0.8731, text.GetProperty("perplexity_stderr,none").GetDouble());
        JsonElement samples = answer.GetProperty("n-samples").GetProperty("wikitext2.test.raw");
        Assert.Equal(16, samples.GetProperty("effective").GetInt32());
        Assert.Equal(1, answer.GetProperty("versions").GetProperty("wikitext2.test.raw").GetInt32());
        Assert.Equal("windows", answer.GetProperty("config").GetProperty("protocol").GetString());
    }

    [Fact]
    public void Json_NumbersThatAreNone_AreNull()
    {
        EvalResult result = Samples.Evaluated with
        {
            Model = WithPerplexity(double.PositiveInfinity),
        };
        using CliRun run = Playing(result);
        run.Run("eval", "m", "--json", "-q");

        JsonElement results = JsonDocument.Parse(run.Output).RootElement.GetProperty("results");
        JsonElement text = results.GetProperty("wikitext2.test.raw");
        Assert.Equal(JsonValueKind.Null, text.GetProperty("perplexity,none").ValueKind);
        Assert.Equal(JsonValueKind.Null, text.GetProperty("perplexity_stderr,none").ValueKind);
    }

    [Fact]
    public void Table_NumbersThatAreNone_AreWords()
    {
        EvalResult result = Samples.Evaluated with
        {
            Model = WithPerplexity(double.NaN),
        };
        using CliRun run = Playing(result);
        run.Run("eval", "m", "-q");

        Assert.Contains("|  nan|±  |   N/A|", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_NoneBesidesTheModel_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("eval", "m");
        EvalOptions asked = run.Library.AskedToEval!;
        EvalOptions expected = new() { Model = "m", StandardInput = asked.StandardInput, Time = asked.Time };
        Assert.Equivalent(expected, asked, strict: true);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();
        string line = "eval m --against d --plan p --plan q --text a.txt --text b.jsonl --text-field body "
            + "--task c.jsonl --task d.jsonl --limit 9 --protocol STRIDE --window 64 --windows 3 --stride 32 "
            + "--prompts 3 --new-tokens 20 --draft-tokens 2 --threads 2 --memory 2GiB --provider cpu --json -q -v";
        Assert.Equal(ExitCode.Done, run.Run(line.Split(' ')));

        EvalOptions asked = run.Library.AskedToEval!;
        Assert.Equal(["a.txt", "b.jsonl"], asked.Texts);
        Assert.Equal("d", asked.Against);
        Assert.Equal(["p", "q"], asked.Plans);
        Assert.Equal(["c.jsonl", "d.jsonl"], asked.Tasks);
        Assert.Equal((9, 3, 20, 2), (asked.Limit, asked.Prompts, asked.NewTokens, asked.DraftTokens));
        Assert.Equal(("body", PerplexityProtocol.Stride), (asked.TextField, asked.Protocol));
        Assert.Equal((64, 3, 32), (asked.Window, asked.Windows, asked.Stride));
        Assert.Equal((2, 2L << 30, ProviderChoice.Cpu), (asked.Threads, asked.MemoryBytes, asked.Provider));
    }

    [Theory]
    [InlineData("", "/home/me/.cache/finercut")]
    [InlineData("--cache results", "results")]
    [InlineData("--no-cache", null)]
    public void Cache_EachOption_ReachesTheLibrary(string options, string? expected)
    {
        using CliRun run = new() { CacheFolder = "/home/me/.cache/finercut" };
        run.Run(["eval", "m", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(expected, run.Library.AskedToEval!.CacheFolder);
    }

    [Fact]
    public void Cache_ThatIsNone_IsRefused()
    {
        using TemporaryFolder folder = new();
        string file = folder.Combine("file");
        File.WriteAllText(file, "mine");
        foreach ((string[] options, string code) in new (string[], string)[]
        {
            (["--cache", "a", "--no-cache"], "FC7206"), (["--cache", file], "FC7207"), (["--cache", " "], "FC7207"),
        })
        {
            using CliRun run = new();
            Assert.Equal(ExitCode.Usage, run.Run(["eval", "m", .. options]));
            Assert.StartsWith($"error {code}: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("eval", "m"));
    }

    private static ModelScores WithPerplexity(double value) => Samples.Evaluated.Model with
    {
        Texts = [Samples.TextScore with { Perplexity = new Estimate(value, null) }],
    };

    private static CliRun Playing(EvalResult result, Terminal? terminal = null)
    {
        CliRun? run = null;
        run = new CliRun
        {
            Terminal = terminal ?? Terminal.Redirected,
            Library = new FakeLibrary { OnEval = (_, observer) => Play(run!.Time, observer, result) },
        };
        return run;
    }

    private static EvalResult Play(ManualTime time, IRunObserver observer, EvalResult result)
    {
        observer.PhaseStarted(RunPhase.Open, "smaller");
        time.Advance(0.2);
        observer.PhaseStarted(RunPhase.Evaluate, "16 windows of 512 tokens");
        time.Advance(2.5);
        return result;
    }
}
