using FinerCut.Applying;
using FinerCut.Cli.Commands;
using FinerCut.Gating;
using FinerCut.Generation;
using FinerCut.Listings;
using FinerCut.Plans;
using FinerCut.Pruning;
using FinerCut.Reports;
using FinerCut.Verification;
using Serilog;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>A library that answers what a test says, and remembers what it was asked.</summary>
internal sealed class FakeLibrary : IModelLibrary
{
    public Func<PruneOptions, IPruneObserver, PruneResult> OnPrune { get; init; } = (_, _) => Samples.Result;

    public Func<ApplyOptions, IPruneObserver, PruneResult> OnApply { get; init; } = (_, _) => Samples.Result;

    public Func<GateOptions, IPruneObserver, GateResult> OnGate { get; init; } = (_, _) => Samples.Gated;

    public Func<VerifyOptions, IPruneObserver, VerifyResult> OnVerify { get; init; } = (_, _) => Samples.Verified;

    public Func<GenerateOptions, Action<string>, GenerationResult> OnGenerate { get; init; } = (_, _) => Samples.Generated;

    public Func<string, ModelReport> OnInspect { get; init; } = _ => Samples.DenseReport;

    public Func<string, PruningPlan?> OnFindPlan { get; init; } = _ => null;

    public Func<TokenListingOptions, IEnumerable<TokenListing>> OnListTokens { get; init; } = _ => Samples.Tokens;

    public CalibrationView Calibration { get; init; } = Samples.Calibration;

    public string Runtime { get; init; } = "ONNX Runtime 1.31.1 (CPUExecutionProvider)";

    public PruneOptions? AskedFor { get; private set; }

    public ApplyOptions? AskedToApply { get; private set; }

    public GateOptions? AskedToGate { get; private set; }

    public VerifyOptions? AskedToVerify { get; private set; }

    public GenerateOptions? AskedToGenerate { get; private set; }

    public TokenListingOptions? AskedForTokens { get; private set; }

    public PruneResult Prune(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedFor = options;
        log.Debug("Opened {Model}", options.Model);
        cancellation.ThrowIfCancellationRequested();
        return OnPrune(options, observer);
    }

    public PruneResult Apply(ApplyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToApply = options;
        cancellation.ThrowIfCancellationRequested();
        return OnApply(options, observer);
    }

    public CalibrationView ShowCalibration(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedFor = options;
        return Calibration;
    }

    public GateResult Gate(GateOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToGate = options;
        cancellation.ThrowIfCancellationRequested();
        return OnGate(options, observer);
    }

    public VerifyResult Verify(VerifyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        AskedToVerify = options;
        cancellation.ThrowIfCancellationRequested();
        return OnVerify(options, observer);
    }

    public GenerationResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation)
    {
        AskedToGenerate = options;
        cancellation.ThrowIfCancellationRequested();
        return OnGenerate(options, tell);
    }

    public ModelReport Inspect(string path, bool isExplained) => OnInspect(path) with { Explanation = isExplained ? Samples.Explanation : null };

    public PruningPlan? FindPlan(string path) => OnFindPlan(path);

    public IEnumerable<TokenListing> ListTokens(TokenListingOptions options)
    {
        AskedForTokens = options;
        return OnListTokens(options);
    }

    public string DescribeRuntime() => Runtime;
}
