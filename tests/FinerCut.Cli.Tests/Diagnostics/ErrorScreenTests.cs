using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Onnx;
using FinerCut.Search.Resume;

namespace FinerCut.Cli.Tests.Diagnostics;

public class ErrorScreenTests
{
    [Theory]
    [InlineData("usage-unknown-command", "prun models/tales-3m")]
    [InlineData("usage-model-without-command", "models/tales-3m")]
    [InlineData("usage-unknown-option", "prune models/tales-3m --ratoi 0.25")]
    [InlineData("usage-unknown-option-first", "inspect --quiet models/tales-3m")]
    [InlineData("usage-bundled-option", "prune -qz models/tales-3m")]
    [InlineData("usage-extra-argument", "inspect models/tales 3m")]
    [InlineData("usage-missing-model", "prune --ratio 0.25")]
    [InlineData("usage-apply-missing-model", "apply order.plan.json")]
    [InlineData("usage-apply-missing-plan", "apply --count 3")]
    [InlineData("usage-not-an-amount", "prune models/tales-3m --bytes 20apples")]
    [InlineData("usage-gate-missing-model", "gate -o out")]
    [InlineData("usage-gate-unknown-option", "gate models/tales-3m --ratio 0.25")]
    [InlineData("usage-missing-file", "tokens models/tales-3m --ids")]
    [InlineData("usage-extra-file", "tokens models/tales-3m a.txt b.txt")]
    [InlineData("usage-missing-value", "prune models/tales-3m --ratio")]
    [InlineData("usage-repeated-option", "prune models/tales-3m --ratio 0.1 --ratio 0.2")]
    [InlineData("usage-not-a-number", "prune models/tales-3m --ratio 0,25")]
    [InlineData("usage-not-a-percentage", "prune models/tales-3m --ratio x%")]
    [InlineData("usage-unknown-command-with-options", "purne models/tales-3m --ratio 0.25")]
    [InlineData("usage-unknown-command-between-options", "-v prunign models/tales-3m --ratio 0.25 -q")]
    [InlineData("usage-unknown-command-behind-the-model", "models/tales-3m prune --ratio 0.25")]
    [InlineData("usage-option-before-the-command", "--ratio 0.25 prune models/tales-3m")]
    [InlineData("usage-option-without-command", "-r 0.25 models/tales-3m")]
    [InlineData("usage-unknown-option-of-finercut", "--zzz prune models/tales-3m")]
    [InlineData("usage-no-command-but-an-option", "--zzz")]
    [InlineData("usage-help-of-an-unknown-command", "help purne")]
    [InlineData("usage-help-of-two-commands", "help prune gate")]
    [InlineData("usage-model-as-an-option", "generate -m models/tales-3m -p Once")]
    [InlineData("usage-option-cut-short", "generate models/tales-3m Once --temp 1")]
    [InlineData("usage-prompt-twice", "generate models/tales-3m Once -p Once")]
    [InlineData("usage-prompt-without-quotes", "generate models/tales-3m Once upon a time")]
    [InlineData("usage-bytes-without-unit", "prune models/tales-3m --bytes 20")]
    [InlineData("usage-parameters-without-unit", "prune models/tales-3m --parameters 20")]
    [InlineData("usage-kv-cache-without-unit", "prune models/tales-3m --kv-cache 40")]
    [InlineData("usage-memory-without-unit", "prune models/tales-3m --ratio 0.25 --memory 2")]
    [InlineData("usage-memory-of-apply-without-unit", "apply p models/tales-3m --memory 4096")]
    [InlineData("usage-not-a-size", "prune models/tales-3m --ratio 0.25 --memory 2apples")]
    [InlineData("usage-directive", "[parse] prune models/tales-3m --ratio 0.25")]
    [InlineData("usage-directive-alone", "[diagram]")]
    [InlineData("usage-directive-of-the-environment", "[env:X=1] inspect models/tales-3m")]
    [InlineData("usage-directive-to-suggest-nowhere", "[suggest:x] pru")]
    [InlineData("usage-not-a-whole-number", "prune models/tales-3m --count 1.5")]
    [InlineData("usage-not-a-word", "prune models/tales-3m --count 2 --metric js-offical")]
    [InlineData("usage-no-amount", "prune models/tales-3m")]
    [InlineData("usage-two-amounts", "prune models/tales-3m --ratio 0.25 --remove 3.attn")]
    [InlineData("usage-resume-and-restart", "prune models/tales-3m --ratio 0.25 --resume --restart")]
    [InlineData("usage-resume-by-hand", "prune models/tales-3m --remove 3.attn --resume")]
    [InlineData("usage-empty-list", "prune models/tales-3m --remove ,")]
    [InlineData("usage-version-with-more", "--version inspect models/tales-3m")]
    public void UsageError_OfEachKind_MatchesSnapshot(string name, string line)
    {
        using CliRun run = new();

        Assert.Equal(ExitCode.Usage, run.Run(line.Split(' ')));

        Assert.Empty(run.Output);
        Assert.StartsWith("error FC40", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedFor);
        Assert.Null(run.Library.AskedToGate);
        Assert.Null(run.Library.AskedToGenerate);
        Assert.Null(run.Library.AskedToApply);
        Snapshot.Match(name, run.Transcript);
    }

    [Theory]
    [InlineData("FC1001", "error-missing-input")]
    [InlineData("FC2001", "error-bad-model")]
    [InlineData("FC5001", "error-fell-short")]
    [InlineData("FC4021", "error-usage-from-library")]
    public void LibraryError_OfEachKind_MatchesSnapshot(string code, string name)
    {
        using CliRun run = Failing(new DiagnosticException(code, "'model.onnx' is wrong at byte 12. Export it again."));
        run.Run("inspect", "model.onnx");
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Fault_Unexpected_AsksForAReport()
    {
        using CliRun run = Failing(new InvalidOperationException("Sequence contains no elements"));
        run.Run("inspect", "model.onnx");
        Snapshot.Match("error-internal", run.Transcript);
    }

    [Fact]
    public void Error_Verbose_ShowsTheTrace()
    {
        using CliRun run =
            Failing(new DiagnosticException("FC1002", "Not an ONNX file.", new FormatException("inner")));

        Assert.Equal(ExitCode.BadModel, run.Run("inspect", "model.onnx", "-v"));

        Assert.Contains("System.FormatException: inner", run.Error, StringComparison.Ordinal);
        Assert.Contains("   at FinerCut.Cli.Commands.InspectCommand", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_NotVerbose_ShowsNoTrace()
    {
        using CliRun run = Failing(new InvalidOperationException("x"));

        Assert.Equal(ExitCode.Internal, run.Run("inspect", "model.onnx"));

        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_OnRequest_ExitsWith130()
    {
        using CliRun run = new();
        run.Cancel();
        run.Run("prune", "models/tales-3m", "--ratio", "0.25");
        Snapshot.Match("error-cancelled", run.Transcript);
    }

    [Fact]
    public void Cancellation_InTheMiddleOfASearch_TellsHowToGoOn()
    {
        CliRun? run = null;
        using CliRun interrupted = run = new CliRun
        {
            Library = new FakeLibrary
            {
                OnPrune = (_, _) =>
                {
                    run!.Cancel();
                    throw new PruneInterruptedException(
                        "The search is kept after step 7 in '/models/smaller.search.json'; the same command goes on "
                            + "from there.", new OperationCanceledException());
                },
            },
        };
        interrupted.Run("prune", "models/tales-3m", "--ratio", "0.25", "-o", "/models/smaller");
        Snapshot.Match("error-interrupted", interrupted.Transcript);
    }

    [Fact]
    public void Cancellation_NobodyAsked_IsAFault()
    {
        using CliRun run = Failing(new OperationCanceledException());
        Assert.Equal(ExitCode.Internal, run.Run("inspect", "model.onnx"));
    }

    private static CliRun Failing(Exception error) =>
        new() { Library = new FakeLibrary { OnInspect = _ => throw error } };
}
