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
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Runs;
using FinerCut.Search.Resume;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>The library itself, whose errors name another folder than the one that they are about: temporary folders
/// differ in name and length, and a line breaks elsewhere.</summary>
/// <param name="folder">Full path of the folder.</param>
/// <param name="shown">What stands in its place.</param>
internal sealed class MovedLibrary(string folder, string shown) : IModelLibrary
{
    private readonly ModelLibrary _library = new();

    /// <summary>Called when a phase begins.</summary>
    public Action<RunPhase> OnPhase { get; init; } = _ => { };

    /// <summary>Called before a model is inspected.</summary>
    public Action OnInspect { get; init; } = () => { };

    public PruneResult Prune(
        PruneOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Prune(options, new PhaseListener(observer, OnPhase), log, cancellation));

    public PruneResult Apply(
        ApplyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Apply(options, observer, log, cancellation));

    public SweepResult Sweep(
        SweepOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Sweep(options, observer, log, cancellation));

    public CalibrationView ShowCalibration(
        CalibrationPreviewOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.ShowCalibration(options, observer, log, cancellation));

    public GateResult Gate(GateOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Gate(options, observer, log, cancellation));

    public GenerateResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation) =>
        Move(() => _library.Generate(options, tell, cancellation));

    public IReadOnlyList<Continuation> Continue(
        ContinueOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Continue(options, observer, log, cancellation));

    public VerifyResult Verify(
        VerifyOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Verify(options, observer, log, cancellation));

    public EvalResult Eval(
        EvalOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Eval(options, observer, log, cancellation));

    public BenchResult Bench(
        BenchOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        Move(() => _library.Bench(options, observer, log, cancellation));

    public CompareResult Compare(CompareOptions options) => Move(() => _library.Compare(options));

    public ModelReport Inspect(string path, bool isExplained) => Move(() =>
    {
        OnInspect();
        return _library.Inspect(path, isExplained);
    });

    public PruningPlan? FindPlan(string path) => Move(() => _library.FindPlan(path));

    public IEnumerable<TokenListing> ListTokens(TokensOptions options) =>
        Move(() => _library.ListTokens(options).ToList());

    public string DescribeRuntime() => _library.DescribeRuntime();

    private T Move<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (DiagnosticException error)
        {
            throw new DiagnosticException(error.Code, Moved(error.Message), error);
        }
        catch (PruneInterruptedException error)
        {
            throw new PruneInterruptedException(Moved(error.Message), error);
        }
    }

    private string Moved(string message) => message.Replace(folder, shown, StringComparison.Ordinal);
}
