using FinerCut.Cli.Commands;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Bench;
using FinerCut.Commands.Compare;
using FinerCut.Commands.Continue;
using FinerCut.Commands.Eval;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Sweep;
using FinerCut.Commands.Tokens;
using FinerCut.Commands.Verify;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Runs;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>A library that answers what a test says, and remembers what it was asked.</summary>
internal sealed class FakeLibrary : IModelLibrary
{
    public Func<PruneOptions, IRunObserver, PruneResult> OnPrune { get; init; } = (_, _) => Samples.Result;

    public Func<ApplyOptions, IRunObserver, PruneResult> OnApply { get; init; } = (_, _) => Samples.Result;

    public Func<SweepOptions, IRunObserver, SweepResult> OnSweep { get; init; } = (_, _) => SweptSamples.Swept;

    public Func<GateOptions, IRunObserver, GateResult> OnGate { get; init; } = (_, _) => Samples.Gated;

    public Func<VerifyOptions, IRunObserver, VerifyResult> OnVerify { get; init; } = (_, _) => Samples.Verified;

    public Func<EvalOptions, IRunObserver, EvalResult> OnEval { get; init; } = (_, _) => Samples.Evaluated;

    public Func<BenchOptions, IRunObserver, BenchResult> OnBench { get; init; } = (_, _) => MeasuredSamples.Benched;

    public Func<CompareOptions, CompareResult> OnCompare { get; init; } = _ => ComparedSamples.Two;

    public Func<GenerateOptions, Action<string>, GenerateResult> OnGenerate { get; init; } =
        (_, _) => Samples.Generated;

    public Func<ContinueOptions, IReadOnlyList<Continuation>> OnContinue { get; init; } = _ => ReportSamples.Texts;

    public Func<string, ModelReport> OnInspect { get; init; } = _ => Samples.DenseReport;

    public Func<string, PruningPlan?> OnFindPlan { get; init; } = _ => null;

    public Func<TokensOptions, IEnumerable<TokenListing>> OnListTokens { get; init; } = _ => Samples.Tokens;

    public CalibrationView Calibration { get; init; } = Samples.Calibration;

    public string Runtime { get; init; } = "ONNX Runtime 1.31.1 (CPUExecutionProvider)";

    public PruneOptions? AskedFor { get; private set; }

    public CalibrationPreviewOptions? AskedForPreview { get; private set; }

    public ApplyOptions? AskedToApply { get; private set; }

    public SweepOptions? AskedToSweep { get; private set; }

    public GateOptions? AskedToGate { get; private set; }

    public VerifyOptions? AskedToVerify { get; private set; }

    public EvalOptions? AskedToEval { get; private set; }

    public BenchOptions? AskedToBench { get; private set; }

    public CompareOptions? AskedToCompare { get; private set; }

    public GenerateOptions? AskedToGenerate { get; private set; }

    public ContinueOptions? AskedToContinue { get; private set; }

    public TokensOptions? AskedForTokens { get; private set; }

    public PruneResult Prune(PruneOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedFor = options;
        log.LogDebug("Opened {Model}", options.Model);
        cancellation.ThrowIfCancellationRequested();
        return OnPrune(options, observer);
    }

    public PruneResult Apply(ApplyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToApply = options;
        cancellation.ThrowIfCancellationRequested();
        return OnApply(options, observer);
    }

    public SweepResult Sweep(SweepOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToSweep = options;
        cancellation.ThrowIfCancellationRequested();
        return OnSweep(options, observer);
    }

    public CalibrationView ShowCalibration(
        CalibrationPreviewOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedForPreview = options;
        return Calibration;
    }

    public GateResult Gate(GateOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToGate = options;
        cancellation.ThrowIfCancellationRequested();
        return OnGate(options, observer);
    }

    public VerifyResult Verify(
        VerifyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToVerify = options;
        cancellation.ThrowIfCancellationRequested();
        return OnVerify(options, observer);
    }

    public EvalResult Eval(EvalOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToEval = options;
        cancellation.ThrowIfCancellationRequested();
        return OnEval(options, observer);
    }

    public BenchResult Bench(
        BenchOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToBench = options;
        cancellation.ThrowIfCancellationRequested();
        return OnBench(options, observer);
    }

    public CompareResult Compare(CompareOptions options)
    {
        AskedToCompare = options;
        return OnCompare(options);
    }

    public GenerateResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation)
    {
        AskedToGenerate = options;
        cancellation.ThrowIfCancellationRequested();
        return OnGenerate(options, tell);
    }

    public IReadOnlyList<Continuation> Continue(
        ContinueOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToContinue = options;
        cancellation.ThrowIfCancellationRequested();
        return OnContinue(options);
    }

    public ModelReport Inspect(string path, bool isExplained) =>
        OnInspect(path) with { Explanation = isExplained ? Samples.Explanation : null };

    public PruningPlan? FindPlan(string path) => OnFindPlan(path);

    public IEnumerable<TokenListing> ListTokens(TokensOptions options)
    {
        AskedForTokens = options;
        return OnListTokens(options);
    }

    public string DescribeRuntime() => Runtime;
}
