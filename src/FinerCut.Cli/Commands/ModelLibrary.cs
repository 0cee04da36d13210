using FinerCut.Applying;
using FinerCut.Execution;
using FinerCut.Gating;
using FinerCut.Generation;
using FinerCut.Listings;
using FinerCut.Plans;
using FinerCut.Pruning;
using FinerCut.Reports;
using FinerCut.Verification;
using Serilog;

namespace FinerCut.Cli.Commands;

/// <summary>The library itself.</summary>
internal sealed class ModelLibrary : IModelLibrary
{
    /// <inheritdoc/>
    public PruneResult Prune(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        Pruner.Run(options, observer, log, cancellation);

    /// <inheritdoc/>
    public PruneResult Apply(ApplyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        PlanApplier.Run(options, observer, log, cancellation);

    /// <inheritdoc/>
    public CalibrationView ShowCalibration(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        CalibrationPreview.Run(options, observer, log, cancellation);

    /// <inheritdoc/>
    public GateResult Gate(GateOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        Gater.Run(options, observer, log, cancellation);

    /// <inheritdoc/>
    public GenerationResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation) =>
        TextGenerator.Run(options, tell, cancellation);

    /// <inheritdoc/>
    public VerifyResult Verify(VerifyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        FolderVerifier.Run(options, observer, log, cancellation);

    /// <inheritdoc/>
    public ModelReport Inspect(string path, bool isExplained) => ModelInspector.Inspect(path, isExplained);

    /// <inheritdoc/>
    public PruningPlan? FindPlan(string path) => ModelInspector.FindPlan(path);

    /// <inheritdoc/>
    public IEnumerable<TokenListing> ListTokens(TokenListingOptions options) => TokenLister.List(options);

    /// <inheritdoc/>
    public string DescribeRuntime()
    {
        try
        {
            return RuntimeLibrary.Describe();
        }
        catch (Exception cause) when (cause is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return $"ONNX Runtime does not load: {cause.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n')[0]}";
        }
    }
}
