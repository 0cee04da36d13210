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
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Runs;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Commands;

/// <summary>What the commands need of the library; tests put their own in its place.</summary>
internal interface IModelLibrary
{
    /// <inheritdoc cref="PruneRun.Execute"/>
    PruneResult Prune(PruneOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="ApplyRun.Execute"/>
    PruneResult Apply(ApplyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="SweepRun.Execute"/>
    SweepResult Sweep(SweepOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="CalibrationPreview.Execute"/>
    CalibrationView ShowCalibration(
        CalibrationPreviewOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="GateRun.Execute"/>
    GateResult Gate(GateOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="GenerateRun.Execute"/>
    GenerateResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation);

    /// <inheritdoc cref="ContinueRun.Execute"/>
    IReadOnlyList<Continuation> Continue(
        ContinueOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="VerifyRun.Execute"/>
    VerifyResult Verify(VerifyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="BenchRun.Execute"/>
    BenchResult Bench(BenchOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="CompareRun.Execute"/>
    CompareResult Compare(CompareOptions options);

    /// <inheritdoc cref="EvalRun.Execute"/>
    EvalResult Eval(EvalOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="InspectRun.Execute"/>
    ModelReport Inspect(string path, bool isExplained);

    /// <inheritdoc cref="InspectRun.FindPlan"/>
    PruningPlan? FindPlan(string path);

    /// <inheritdoc cref="TokensRun.Execute"/>
    IEnumerable<TokenListing> ListTokens(TokensOptions options);

    /// <summary>Names the runtime: version and providers, or what keeps it from loading.</summary>
    /// <returns>One line; two where the build has CUDA and the machine has not, with the reason.</returns>
    string DescribeRuntime();
}
