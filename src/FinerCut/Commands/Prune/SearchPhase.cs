using System.Diagnostics;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Latencies;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Policies;
using FinerCut.Sources;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Prune;

/// <summary>The search of a run, from the dense passes to the last removal.</summary>
/// <param name="options">What was asked for; its budget needs a search.</param>
/// <param name="source">The model.</param>
/// <param name="candidates">Those that may go.</param>
/// <param name="run">Who is told.</param>
internal sealed class SearchPhase(
    PruneOptions options, SourceModel source, IReadOnlyList<SublayerName> candidates, RunContext run)
{
    /// <summary>What ends the search; null where latencies have to be measured first.</summary>
    public StopCondition? End { get; init; }

    private SearchBudget Budget => (SearchBudget)options.Budget;

    /// <summary>Searches.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="calibration">What models are compared on.</param>
    /// <param name="search">What the search begins with, and leaves.</param>
    /// <returns>What goes, and the latencies where a speedup is asked for.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4032 or FC4033: the budget cannot be reached.</exception>
    public (SearchResult Found, PlanLatencies? Latencies) Search(
        SegmentedDecoder decoder, CalibrationSet calibration, SearchRun search)
    {
        SearchSettings settings = new(
            LogitDistance.Create(options.Search.Metric, decoder.Threads),
            options.Search.Policy,
            options.Search.AllScores)
        { ScratchFolder = search.ScratchFolder };
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, calibration);
        int streams = settings.StreamsOfCandidate(decoder.Map.Sublayers.Count);
        MemoryLimit.Apply(decoder, samples.Samples, source.Vocabulary ?? 0, streams, options.Runtime.MemoryBytes);
        PlanLatencies? latencies = End is null ? search.Kept?.Latencies
            ?? new LatencyMeter(decoder, options.Time).Measure(calibration.Samples[0], run.Cancellation) : null;
        StopCondition end = End ?? Budget.CreateCondition(
            source.Names.Count, candidates, unit => LatencyMeasure.CreateMeasure(latencies!, unit));
        using GreedySearch greedy = new(decoder, samples, settings, run.Observer)
        {
            Keep = state =>
            {
                source.Watch.Check();
                search.Keep(state with { Latencies = latencies });
            },
        };
        greedy.RunDense(run.Cancellation);
        if (search.Kept is not null)
        {
            greedy.Resume(search.Kept, run.Cancellation);
        }

        run.Observer.PhaseStarted(RunPhase.Search, end.Count is { } count
            ? $"{count} of {source.Names.Count} sublayers"
            : $"{source.Names.Count} sublayers for {Budget.Planned!.Unit} {Budget.Planned.Amount}");
        SearchResult found = greedy.FindRemovals(candidates, end, run.Cancellation);
        EnsureReached(end, found);
        using Process process = Process.GetCurrentProcess();
        run.Log.LogInformation(
            "Searched with {ForwardEquivalents} forward equivalents, peak memory so far {PeakBytes} bytes",
            found.Work.ForwardEquivalents,
            process.PeakWorkingSet64);
        if (found.Steps.Average(step => step.ChangesOnHalves) is { } changes and > SearchTuning.LargestStableChange)
        {
            run.Observer.Warned(SearchErrors.Unstable(changes, calibration.Samples.Count));
        }

        return (found, latencies);
    }

    private void EnsureReached(StopCondition end, SearchResult found)
    {
        if (found is { Removed.Count: 0, Refused: { } first }
            && options.Budget is DistanceBudget { Largest: var largest })
        {
            throw BudgetErrors.NothingWithin(largest, first.Sublayer, first.Distance!.Value);
        }

        (end as SavingCondition)?.EnsureReached(
            found.Removed.Select(removal => SublayerName.Parse(removal.Sublayer)).ToHashSet());
    }
}
