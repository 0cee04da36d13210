using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Verify;
using FinerCut.Execution;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.Commands;

public class VerifyCommandTests
{
    [Theory]
    [InlineData("verify-same", "")]
    [InlineData("verify-json", "--json -q")]
    public void Screen_Redirected_MatchesSnapshot(string name, string options)
    {
        using CliRun run = Playing(Samples.Verified);
        run.Run([
            "verify",
            "smaller",
            "--against",
            "models/tales-3m",
            .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        ]);
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData("verify-differs", false)]
    [InlineData("verify-differs-colours", true)]
    public void Screen_ADifference_EndsWithExitCodeOne(string name, bool hasColors)
    {
        using CliRun run = Playing(
            Samples.Differing,
            hasColors ? new Terminal(CanRedraw: false, Width: 80, HasColors: true, HasUnicode: true) : null);
        Assert.Equal(ExitCode.FellShort, run.Run("verify", "smaller", "--against", "models/tales-3m", "-q"));
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Screen_NothingRemoved_SaysThatBothDoTheSame()
    {
        using CliRun run = Playing(Samples.Verified with { Removed = [] });
        run.Run("verify", "model", "--against", "model", "-q");
        Assert.EndsWith("\nBoth do the same.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Screen_WithoutDense_MatchesSnapshot()
    {
        using CliRun run = new();
        run.Run("verify", "smaller");
        Snapshot.Match("usage-verify-without-dense", run.Transcript);
    }

    [Fact]
    public void Screen_WithoutPruned_MatchesSnapshot()
    {
        using CliRun run = new();
        run.Run("verify", "--against", "models/tales-3m");
        Snapshot.Match("usage-verify-without-pruned", run.Transcript);
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = Playing(Samples.Differing);
        Assert.Equal(ExitCode.FellShort, run.Run("verify", "smaller", "--against", "models/tales-3m", "--json"));

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["model", "against", "removed", "same", "findings"],
            answer.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["skipped", "same", "same", "differs"],
            answer.RootElement.GetProperty("findings")
                .EnumerateArray()
                .Select(finding => finding.GetProperty("result").GetString()));
        Assert.False(answer.RootElement.GetProperty("same").GetBoolean());
    }

    [Fact]
    public void Options_NoneBesidesTheModels_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("verify", "p", "--against", "d");
        Assert.Equal(
            new VerifyOptions { Model = "p", Against = "d", StandardInput = run.Library.AskedToVerify!.StandardInput },
            run.Library.AskedToVerify with { Texts = new VerifyOptions { Model = "", Against = "" }.Texts });
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(
            "verify p --against d --text a.txt --text b.jsonl --samples 3 --sample-tokens 32 --steps 5 --threads 2 --memory 2GiB --provider cpu --json -q -v"
                .Split(' ')));

        VerifyOptions asked = run.Library.AskedToVerify!;
        Assert.Equal(["a.txt", "b.jsonl"], asked.Texts);
        Assert.Equal((3, 32, 5), (asked.Samples, asked.SampleTokens, asked.Steps));
        Assert.Equal((2, 2L << 30, ProviderChoice.Cpu), (asked.Threads, asked.MemoryBytes, asked.Provider));
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("verify", "p", "--against", "d"));
    }

    private static CliRun Playing(VerifyResult result, Terminal? terminal = null)
    {
        CliRun? run = null;
        run = new CliRun
        {
            Terminal = terminal ?? Terminal.Redirected,
            Library = new FakeLibrary { OnVerify = (_, observer) => Play(run!.Time, observer, result) }
        };
        return run;
    }

    private static VerifyResult Play(ManualTime time, IRunObserver observer, VerifyResult result)
    {
        observer.PhaseStarted(RunPhase.Open, "smaller");
        time.Advance(0.2);
        observer.PhaseStarted(
            RunPhase.Verify, "2 x 256 tokens, prompt and cached steps against the bypassed dense model");
        time.Advance(2.5);
        return result;
    }
}
