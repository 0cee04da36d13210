using FinerCut.Applying;
using FinerCut.Gating;
using FinerCut.Generation;
using FinerCut.Listings;
using FinerCut.Plans;
using FinerCut.Pruning;
using FinerCut.Reports;
using FinerCut.Verification;
using Serilog;

namespace FinerCut.Cli.Commands;

/// <summary>What the commands need of the library; tests put their own in its place.</summary>
internal interface IModelLibrary
{
    /// <inheritdoc cref="Pruner.Run"/>
    PruneResult Prune(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="PlanApplier.Run"/>
    PruneResult Apply(ApplyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="CalibrationPreview.Run"/>
    CalibrationView ShowCalibration(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="Gater.Run"/>
    GateResult Gate(GateOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="TextGenerator.Run"/>
    GenerationResult Generate(GenerateOptions options, Action<string> tell, CancellationToken cancellation);

    /// <inheritdoc cref="FolderVerifier.Run"/>
    VerifyResult Verify(VerifyOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation);

    /// <inheritdoc cref="ModelInspector.Inspect"/>
    ModelReport Inspect(string path, bool isExplained);

    /// <inheritdoc cref="ModelInspector.FindPlan"/>
    PruningPlan? FindPlan(string path);

    /// <inheritdoc cref="TokenLister.List"/>
    IEnumerable<TokenListing> ListTokens(TokenListingOptions options);

    /// <summary>Names the runtime: version and providers, or what keeps it from loading.</summary>
    /// <returns>One line; two where the build has CUDA and the machine has not, with the reason.</returns>
    string DescribeRuntime();
}
