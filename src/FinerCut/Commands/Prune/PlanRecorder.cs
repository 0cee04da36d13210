using FinerCut.Calibration;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Resume;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>Writes down how a run came to its removals.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="source">The model.</param>
internal sealed class PlanRecorder(PruneOptions options, SourceModel source)
{
    /// <summary>All that decides what is found, without the files of the source: their hashes take a while.</summary>
    /// <param name="calibration">The samples; null without a search.</param>
    /// <param name="provider">Where the model runs.</param>
    /// <param name="threads">Threads of its sessions.</param>
    /// <param name="count">Number of sublayers to remove; 0 where another amount decides.</param>
    public SearchInputs InputsOf(CalibrationSet? calibration, ExecutionProvider provider, int threads, int count) =>
        new(
        new PlanSource(
            source.Folder.Architecture, source.Map.Layers, [.. source.Names.Select(name => name.ToString())], []),
        new PlanSettings(
            (options.Budget as RatioBudget)?.Ratio,
            count,
            calibration is null ? null : DistanceMetricNames.NameOf(options.Search.Metric),
            options.Search.Only?.ToString().ToLowerInvariant(),
            options.Search.Protect,
            threads,
            provider.ToString().ToLowerInvariant(),
            calibration is null ? null : MethodOf(options).ToString().ToLowerInvariant(),
            options.Budget.Planned),
        calibration is null ? null : new PlanCalibration(
            calibration.Source,
            calibration.Samples.Count,
            calibration.SampleTokens,
            calibration.TokensSha256(),
            calibration.Packing?.ToString().ToLowerInvariant(),
            calibration.Seed),
        new PlanVersions(ToolVersion.Text, RuntimeEnvironment.Instance.GetVersionString()),
        options.Search.AllScores);

    /// <summary>The plan of a run.</summary>
    /// <param name="found">What goes, and how that was found.</param>
    /// <param name="inputs">What decided, with the files of the source.</param>
    public PruningPlan PlanOf(SearchResult found, SearchInputs inputs) => new()
    {
        Removed = found.Removed,
        Steps = found.Steps,
        Source = inputs.Source,
        Settings = inputs.Settings with
        {
            Count = found.Removed.Count,
            KeepCacheIndices = options.Output.KeepCacheIndices,
        },
        Calibration = inputs.Calibration,
        Work = found.Work,
        Versions = inputs.Versions,
    };

    private static SearchPolicyName MethodOf(PruneOptions options) =>
        options.Search.AllScores ? SearchPolicyName.Exhaustive : options.Search.Policy;
}
