using FinerCut.Commands.Apply;
using FinerCut.Commands.Bench;
using FinerCut.Commands.Compare;
using FinerCut.Commands.Continue;
using FinerCut.Commands.Eval;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Sweep;
using FinerCut.Commands.Tokens;
using FinerCut.Commands.Verify;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Runs;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Commands;

/// <summary>The library itself.</summary>
internal sealed class ModelLibrary : IModelLibrary
{
    /// <inheritdoc/>
    public PruneResult Prune(
        PruneOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        PruneRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public PruneResult Apply(
        ApplyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        ApplyRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public SweepResult Sweep(
        SweepOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        SweepRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public CalibrationView ShowCalibration(
        CalibrationPreviewOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        CalibrationPreview.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public GateResult Gate(GateOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        GateRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public GenerateResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation) =>
        GenerateRun.Execute(options, tell, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<Continuation> Continue(
        ContinueOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        ContinueRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public VerifyResult Verify(
        VerifyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        VerifyRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public BenchResult Bench(
        BenchOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        BenchRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public CompareResult Compare(CompareOptions options) => CompareRun.Execute(options);

    /// <inheritdoc/>
    public EvalResult Eval(
        EvalOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        EvalRun.Execute(options, observer, log, cancellation);

    /// <inheritdoc/>
    public ModelReport Inspect(string path, bool isExplained) =>
        InspectRun.Execute(new InspectOptions { Model = path, IsExplained = isExplained });

    /// <inheritdoc/>
    public PruningPlan? FindPlan(string path) => InspectRun.FindPlan(path);

    /// <inheritdoc/>
    public IEnumerable<TokenListing> ListTokens(TokensOptions options) => TokensRun.Execute(options);

    /// <inheritdoc/>
    public string DescribeRuntime()
    {
        try
        {
            return RuntimeLibrary.Describe();
        }
        catch (Exception cause) when (cause is DllNotFoundException or EntryPointNotFoundException
            or BadImageFormatException)
        {
            return $"ONNX Runtime does not load: "
                + $"{cause.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n')[0]}";
        }
    }
}
