using System.Text.Json;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Gate;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.Commands;

public class GateCommandTests
{
    [Theory]
    [InlineData("gate-summary", "")]
    [InlineData("gate-quiet", "-q")]
    [InlineData("gate-json", "--json -q")]
    public void Screen_Redirected_MatchesSnapshot(string name, string options)
    {
        using CliRun run = Playing(Terminal.Redirected);
        run.Run(["gate", "models/tales-3m", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Screen_Terminal_MatchesSnapshot()
    {
        using CliRun run = Playing(new Terminal(CanRedraw: true, Width: 80, HasColors: true, HasUnicode: true));
        run.Run("gate", "models/tales-3m");
        Snapshot.Match("gate-terminal", run.Transcript);
    }

    [Fact]
    public void Error_FromTheLibrary_MatchesSnapshot()
    {
        using CliRun run = new()
        {
            Library = new FakeLibrary
            {
                OnGate = (_, _) => throw new DiagnosticException(
                "FC2031", "'model.onnx' has gates: its input 'finercut.keep' is there.")
            },
        };
        run.Run("gate", "model.onnx");
        Snapshot.Match("gate-error", run.Transcript);
    }

    [Fact]
    public void Summary_ManySublayers_NoLineIsLongerThanEightyColumns()
    {
        GateResult many =
            Samples.Gated with { Sublayers = [.. Enumerable.Range(0, 120).Select(layer => $"{layer}.attn")] };
        using CliRun run = new() { Library = new FakeLibrary { OnGate = (_, _) => many } };
        run.Run("gate", "model");

        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(many.Sublayers, [.. run.Output
            .Split([' ', ',', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.EndsWith(".attn", StringComparison.Ordinal))]);
    }

    [Fact]
    public void Json_Parsed_HasTheDocumentedKeysInOrder()
    {
        using CliRun run = new();
        run.Run("gate", "models/tales-3m", "--json");

        using JsonDocument answer = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["source", "output", "left_behind", "input", "sublayers", "bytes", "verification"],
            answer.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            Samples.Gated.Sublayers,
            answer.RootElement.GetProperty("sublayers").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void Options_NoneBesidesTheModel_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        run.Run("gate", "m");
        Assert.Equal(new GateOptions { Model = "m" }, run.Library.AskedToGate);
    }

    [Fact]
    public void Options_AllGiven_ReachTheLibrary()
    {
        using CliRun run = new();

        Assert.Equal(
            ExitCode.Done, run.Run("gate m -o out --force --threads 2 --provider cuda --json -q -v".Split(' ')));

        Assert.Equal(
            new GateOptions { Model = "m", Output = "out", Force = true, Threads = 2, Provider = ProviderChoice.Cuda },
            run.Library.AskedToGate);
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        Assert.Equal(ExitCode.Cancelled, run.Run("gate", "models/tales-3m"));
    }

    private static CliRun Playing(Terminal terminal)
    {
        CliRun? run = null;
        run = new CliRun
        {
            Terminal = terminal,
            Library = new FakeLibrary { OnGate = (_, observer) => Play(run!.Time, observer) }
        };
        return run;
    }

    private static GateResult Play(ManualTime time, IRunObserver observer)
    {
        observer.PhaseStarted(RunPhase.Open, "models/tales-3m");
        time.Advance(0.2);
        observer.Warned("CUDA does not load: libcudart.so.13 is missing. Running on the CPU.");
        observer.PhaseStarted(RunPhase.Write, "/models/tales-3m-gated");
        time.Advance(1.5);
        observer.PhaseStarted(RunPhase.Verify, "gates open and one closed against the source");
        time.Advance(2.5);
        return Samples.Gated;
    }
}
