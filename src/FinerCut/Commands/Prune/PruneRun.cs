using System.Diagnostics;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Folders;
using FinerCut.Latencies;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Policies;
using FinerCut.Search.Resume;
using FinerCut.Sources;
using Serilog;

namespace FinerCut.Commands.Prune;

/// <summary>Search and apply in a sample: what <c>finercut prune</c> does.</summary>
public sealed class PruneRun : IDisposable
{
    private readonly PruneOptions _options;
    private readonly RunContext _run;
    private readonly int _threads;
    private readonly SourceModel _source;
    private readonly IReadOnlyList<SublayerName> _candidates;

    // Null without a search, and where latencies have to be measured first.
    private readonly StopCondition? _goal;
    private readonly SourceHashes _hashes;

    private PruneRun(PruneOptions options, RunContext run)
    {
        (_options, _run) = (options, run);
        Observer.PhaseStarted(RunPhase.Open, options.Model);
        _threads = ThreadChoice.ResolveThreads(options.Threads);
        GivenPaths.Check(options);
        _source = SourceModel.Open(options.Model, options.SampleTokens);
        try
        {
            if (IsSearch)
            {
                LogitObstacle.Refuse(Map);
            }

            _candidates = options.Remove.Count > 0
                ? RemovalList.Parse(_source.Names, options.Remove)
                : [.. CandidateSelection.Select(_source.Names, options.Only, options.Protect)
                    .Where(name => Map.FindSublayer(name)!.Refusal is null)];
            Map.EnsureRemovable(_candidates);
            _goal = options.Remove.Count > 0 || IsTimed
                ? null
                : GoalBy(unit => Measures.CreateMeasure(unit, Map, _source.Dense, options.SampleTokens));
            _hashes = new SourceHashes(_source.Folder, _source.Files, Cancellation);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    private bool IsSearch => _options.Remove.Count == 0;

    private bool IsTimed => _options.Saving?.Unit is SavingUnit.DecodeSpeedup or SavingUnit.PrefillSpeedup;

    private IRunObserver Observer => _run.Observer;

    private CancellationToken Cancellation => _run.Cancellation;

    private DecoderMap Map => _source.Map;

    private long? Vocabulary => _source.Vocabulary;

    /// <summary>Prunes a model.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written.</param>
    /// <returns>The plan, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or a result that did not verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PruneResult Execute(
        PruneOptions options, IRunObserver observer, ILogger log, CancellationToken cancellation) =>
        RuntimeBoundary.TranslateErrors(options.Model, () =>
        {
            using PruneRun pruner = new(options, new RunContext(observer, log, cancellation));
            return pruner._source.Watch.Guard(pruner.PruneModel);
        });

    /// <summary>Closes the source.</summary>
    public void Dispose()
    {
        _hashes.Dispose();
        _source.Dispose();
    }

    private PruneResult PruneModel()
    {
        int count = _goal?.Count ?? _candidates.Count;
        PruneTarget target = PruneTarget.ResolveTarget(_options, _source.Folder, count);
        _source.Companions.EnsureOwn();
        using OutputFolder? output = target.OpenFolder(_source.Folder);
        output?.EnsureSpace(LeastBytes());
        if (!IsSearch)
        {
            return PruneModel(target, output, keeper: null);
        }

        string kept = output?.Target ?? PruneTarget.PathFor(_options, _source.Folder, count);
        using SearchKeeper keeper = new(kept, _options.Resume, Observer.Warned, _options.DryRun);
        return keeper.Guard(() => PruneModel(target, output, keeper));
    }

    private CalibrationSet Calibrate(SegmentedDecoder decoder, TokenSource tokens, SessionFactory sessions)
    {
        CalibrationTools tools = new(
            _source.Vocabulary, () => CachedDecoder.Open(_source.Model.Path, sessions), Observer, _run.Cancellation)
        {
            MemoryBytes = _options.MemoryBytes,
        };
        CalibrationSet set = new SearchCalibration(_options.CalibrationSettings, tools).Make(decoder, tokens);
        _run.Log.Debug(
            "Calibrating on {Samples} samples of {Tokens} tokens, {Hash}",
            set.Samples.Count,
            set.SampleTokens,
            set.TokensSha256());
        return set;
    }

    private PruneResult PruneModel(PruneTarget target, OutputFolder? output, SearchKeeper? keeper)
    {
        TokenSource tokens = new(_options.CalibrationSettings, _source.Folder, CallLimits.FindLimits(Map));
        ExecutionProvider provider = ProviderSelection.Choose(_options.Provider, Observer.Warned, _run.Log);
        SessionFactory sessions = new(provider, _threads);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(_source.Model.Path, sessions);
        CalibrationSet? calibration = IsSearch ? Calibrate(decoder, tokens, sessions) : null;
        PlanRecorder recorder = new(_options, _source);
        SearchInputs inputs = recorder.InputsOf(calibration, provider, sessions.Threads, _goal?.Count ?? 0);
        SearchState? kept = keeper?.Begin(() => WithFiles(inputs));
        if (kept is not null)
        {
            string whole = _goal?.Count is { } count ? $" of {count}" : "";
            Observer.PhaseStarted(
                RunPhase.Resume, $"continuing after step {kept.Steps.Count}{whole} of {keeper!.FileName}");
        }

        Observer.PhaseStarted(RunPhase.Prepare, $"{_source.Names.Count} sublayers");
        (SearchResult found, PlanLatencies? latencies) = calibration is null
            ? (ByHand(decoder), null)
            : Search(decoder, calibration, new SearchRun(
                kept, keeper!.Save, output is null ? Path.GetTempPath() : Path.GetDirectoryName(output.Path)!));

        PruningPlan plan = recorder.PlanOf(found, WithFiles(inputs)) with { Latencies = latencies };
        PruneResult result = new PlanExecution(_source, decoder, sessions, _run)
        {
            SourceFiles = () => _hashes.Files,
            Committed = () => keeper?.Complete(),
        }.ExecutePlan(
            plan,
            output,
            () => calibration?.Samples ?? tokens.LoadVerificationSamples(Vocabulary),
            () => _options.Until is null ? tokens.LoadHeldOut(Vocabulary, Observer.Warned) : []);
        string? file = target.WritePlan(plan, EnsureUnchanged);
        keeper?.Complete();
        return file is null ? result : result with { Output = file };
    }

    private void EnsureUnchanged()
    {
        using SourceHashes now = new(_source.Folder, _source.Files, Cancellation);
        _source.Watch.Check(_hashes.Files, now);
    }

    private StopCondition GoalBy(Func<SavingUnit, Measure> measure) =>
        Budget.GoalFor(_options, _source.Names.Count, _candidates, measure);

    /// <summary>What the folder takes at least, for a disk that cannot hold even that.</summary>
    private long LeastBytes()
    {
        IEnumerable<Sublayer> largest = _candidates.Select(name => Map.FindSublayer(name)!)
            .OrderByDescending(sublayer => sublayer.SizeInBytes);
        return _source.Dense.Bytes - largest.Take(_goal?.Count ?? _candidates.Count)
            .Sum(sublayer => sublayer.SizeInBytes);
    }

    private SearchResult ByHand(SegmentedDecoder decoder)
    {
        MemoryLimit.Apply(decoder, _options.MemoryBytes);
        return new([.. _candidates.Select(name => new PlannedRemoval(name.ToString(), null))], [], new PlanWork(0, 0));
    }

    private (SearchResult Found, PlanLatencies? Latencies) Search(
        SegmentedDecoder decoder, CalibrationSet calibration, SearchRun run)
    {
        SearchSettings settings = new(
            LogitDistance.Create(_options.Metric, decoder.Threads),
            _options.Search,
            _options.AllScores)
        { ScratchFolder = run.ScratchFolder };
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, calibration);
        int streams = settings.StreamsOfCandidate(decoder.Map.Sublayers.Count);
        MemoryLimit.Apply(decoder, samples.Samples, Vocabulary ?? 0, streams, _options.MemoryBytes);
        PlanLatencies? latencies = IsTimed ? run.Kept?.Latencies
            ?? new LatencyMeter(decoder, _options.Time).Measure(calibration.Samples[0], Cancellation) : null;
        StopCondition goal = _goal ?? GoalBy(unit => LatencyMeasure.CreateMeasure(latencies!, unit));
        using GreedySearch search = new(decoder, samples, settings, Observer)
        {
            Keep = state =>
            {
                _source.Watch.Check();
                run.Keep(state with { Latencies = latencies });
            },
        };
        search.RunDense(Cancellation);
        if (run.Kept is not null)
        {
            search.Resume(run.Kept, Cancellation);
        }

        Observer.PhaseStarted(RunPhase.Search, goal.Count is { } count
            ? $"{count} of {_source.Names.Count} sublayers"
            : $"{_source.Names.Count} sublayers for {Budget.PlannedOf(_options)!.Unit} "
                + $"{Budget.PlannedOf(_options)!.Amount}");
        SearchResult found = search.FindRemovals(_candidates, goal, Cancellation);
        EnsureReached(goal, found);
        using Process process = Process.GetCurrentProcess();
        _run.Log.Information(
            "Searched with {ForwardEquivalents} forward equivalents, peak memory so far {PeakBytes} bytes",
            found.Work.ForwardEquivalents,
            process.PeakWorkingSet64);
        if (found.Steps.Average(step => step.ChangesOnHalves) is { } changes and > SearchTuning.LargestStableChange)
        {
            Observer.Warned(SearchErrors.Unstable(changes, calibration.Samples.Count));
        }

        return (found, latencies);
    }

    private void EnsureReached(StopCondition goal, SearchResult found)
    {
        if (found is { Removed.Count: 0, Refused: { } first })
        {
            throw BudgetErrors.NothingWithin(_options.MaxDistance!.Value, first.Sublayer, first.Distance!.Value);
        }

        (goal as SavingCondition)?.EnsureReached(
            found.Removed.Select(removal => SublayerName.Parse(removal.Sublayer)).ToHashSet());
    }

    private SearchInputs WithFiles(SearchInputs inputs) =>
        inputs with { Source = inputs.Source with { Files = _hashes.Files } };
}
