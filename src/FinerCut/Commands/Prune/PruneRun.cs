using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Folders;
using FinerCut.Healing;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Resume;
using FinerCut.Sources;
using Microsoft.Extensions.Logging;

namespace FinerCut.Commands.Prune;

/// <summary>Search, write and verify in one run: what <c>finercut prune</c> does.</summary>
public sealed class PruneRun : IDisposable
{
    private readonly PruneOptions _options;
    private readonly RunContext _run;
    private readonly IOrderTrial? _trial;
    private readonly int _threads;
    private readonly SourceModel _source;
    private readonly IReadOnlyList<SublayerName> _candidates;

    // Null without a search, and where latencies have to be measured first.
    private readonly StopCondition? _end;
    private readonly SourceHashes _hashes;

    private PruneRun(PruneOptions options, RunContext run, IOrderTrial? trial = null)
    {
        (_options, _run, _trial) = (options, run, trial);
        Observer.PhaseStarted(RunPhase.Open, options.Model);
        _threads = ThreadChoice.ResolveThreads(options.Runtime.Threads);
        GivenPaths.Check(options);
        _source = SourceModel.Open(options.Model, options.Calibration.SampleTokens);
        try
        {
            HealingText.Check(options.Healing, _source);
            if (options.Healing.Method is not null && options.Budget is OrderBudget)
            {
                throw HealingErrors.NotWritten();
            }

            if (IsSearch)
            {
                LogitObstacle.Refuse(Map);
            }

            _candidates = options.Budget is RemovalListBudget list
                ? RemovalList.Parse(_source.Names, list.Sublayers)
                : [.. CandidateSelection.Select(_source.Names, options.Search.Only, options.Search.Protect)
                    .Where(name => Map.FindSublayer(name)!.Refusal is null)];
            Map.EnsureRemovable(_candidates);
            _end = IsTimed
                ? null
                : (options.Budget as SearchBudget)?.CreateCondition(
                    _source.Names.Count,
                    _candidates,
                    unit => Measures.CreateMeasure(unit, Map, _source.Dense, options.Calibration.SampleTokens));
            _hashes = new SourceHashes(_source.Folder, _source.Files, Cancellation);
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    private bool IsSearch => _options.Budget is SearchBudget;

    private bool IsTimed => _options.Budget is SavingBudget { IsTimed: true };

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

    /// <summary>Finds an order, and tries parts of it before the plan is written.</summary>
    /// <param name="options">What to do; an order.</param>
    /// <param name="run">Who is told.</param>
    /// <param name="trial">What is tried.</param>
    /// <returns>The plan, its file, and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or what the trial throws.</exception>
    internal static PruneResult Execute(PruneOptions options, RunContext run, IOrderTrial trial)
    {
        using PruneRun pruner = new(options, run, trial);
        return pruner._source.Watch.Guard(pruner.PruneModel);
    }

    /// <summary>Closes the source.</summary>
    public void Dispose()
    {
        _hashes.Dispose();
        _source.Dispose();
    }

    private PruneResult PruneModel()
    {
        int count = _end?.Count ?? _candidates.Count;
        PruneTarget target = PruneTarget.ResolveTarget(_options, _source.Folder, count);
        _source.Companions.EnsureOwn();
        using OutputFolder? output = target.OpenFolder(_source.Folder);
        output?.EnsureSpace(LeastBytes());
        if (!IsSearch)
        {
            return PruneModel(target, output, keeper: null);
        }

        string kept = output?.Target ?? PruneTarget.PathFor(_options, _source.Folder, count);
        using SearchKeeper keeper = new(kept, _options.Search.Resume, Observer.Warned, _options.Output.DryRun);
        return keeper.Guard(() => PruneModel(target, output, keeper));
    }

    private CalibrationSet Calibrate(SegmentedDecoder decoder, TokenSource tokens, SessionFactory sessions)
    {
        CalibrationSet set = new SearchCalibration(_options.Calibration, ToolsFor(sessions)).Make(decoder, tokens);
        _run.Log.LogDebug(
            "Calibrating on {Samples} samples of {Tokens} tokens, {Hash}",
            set.Samples.Count,
            set.SampleTokens,
            set.TokensSha256());
        return set;
    }

    private CalibrationTools ToolsFor(SessionFactory sessions) => new(
        _source.Vocabulary, () => CachedDecoder.Open(_source.Model.Path, sessions), Observer, _run.Cancellation)
    {
        MemoryBytes = _options.Runtime.MemoryBytes,
    };

    private PruneResult PruneModel(PruneTarget target, OutputFolder? output, SearchKeeper? keeper)
    {
        TokenSource tokens = new(_options.Calibration, _source.Folder, CallLimits.FindLimits(Map));
        Func<IReadOnlyList<HeldOutText>> texts = _options.Budget is OrderBudget
            ? () => []
            : HeldOutTexts.Prepare(_options.Evaluation, _source, tokens, Observer.Warned);
        _trial?.Prepare(_source, tokens);
        ExecutionProvider provider = ProviderSelection.Choose(_options.Runtime.Provider, Observer.Warned, _run.Log);
        SessionFactory sessions = new(provider, _threads);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(_source.Model.Path, sessions);
        CalibrationSet? calibration = IsSearch ? Calibrate(decoder, tokens, sessions) : null;
        // Read before the search: a text that is of no use must not cost hours.
        CalibrationSet? healing =
            new HealingText(_options.Healing, _options.Calibration, _source, ToolsFor(sessions)).Make();
        PlanRecorder recorder = new(_options, _source);
        SearchInputs inputs = recorder.InputsOf(calibration, provider, sessions.Threads, _end?.Count ?? 0);
        SearchState? kept = keeper?.Begin(() => WithFiles(inputs));
        if (kept is not null)
        {
            string whole = _end?.Count is { } count ? $" of {count}" : "";
            Observer.PhaseStarted(
                RunPhase.Resume, $"continuing after step {kept.Steps.Count}{whole} of {keeper!.FileName}");
        }

        Observer.PhaseStarted(RunPhase.Prepare, $"{_source.Names.Count} sublayers");
        (SearchResult found, PlanLatencies? latencies) = calibration is null
            ? (ByHand(decoder), null)
            : new SearchPhase(_options, _source, _candidates, _run) { End = _end }.Search(
                decoder,
                calibration,
                new SearchRun(
                    kept,
                    keeper!.Save,
                    output is null ? Path.GetTempPath() : Path.GetDirectoryName(output.Path)!));

        // The dense answers are hundreds of megabytes that nothing else would collect before the written model is
        // loaded.
        GC.Collect();
        PruningPlan plan = recorder.PlanOf(found, WithFiles(inputs)) with { Latencies = latencies };
        PruneResult result = new PlanExecution(_source, decoder, sessions, _run)
        {
            SourceFiles = () => _hashes.Files,
            Evaluation = _options.Evaluation,
            HealMethod = _options.Healing.Method ?? default,
            HealingSamples = healing,
            Committed = () => keeper?.Complete(),
        }.ExecutePlan(
            plan,
            output,
            () => calibration?.Samples ?? tokens.LoadVerificationSamples(Vocabulary),
            texts);
        if (_trial is not null)
        {
            plan = _trial.Try(new FoundOrder(plan, _source, decoder, sessions)
            {
                SourceFiles = () => _hashes.Files,
                VerificationSamples = () => calibration!.Samples,
            });
            result = result with { Plan = plan };
        }

        string? file = target.WritePlan(plan, EnsureUnchanged);
        keeper?.Complete();
        return file is null ? result : result with { Output = file };
    }

    private void EnsureUnchanged()
    {
        using SourceHashes now = new(_source.Folder, _source.Files, Cancellation);
        _source.Watch.Check(_hashes.Files, now);
    }

    /// <summary>What the folder takes at least, for a disk that cannot hold even that.</summary>
    private long LeastBytes()
    {
        IEnumerable<Sublayer> largest = _candidates.Select(name => Map.FindSublayer(name)!)
            .OrderByDescending(sublayer => sublayer.SizeInBytes);
        return _source.Dense.Bytes - largest.Take(_end?.Count ?? _candidates.Count)
            .Sum(sublayer => sublayer.SizeInBytes);
    }

    private SearchResult ByHand(SegmentedDecoder decoder)
    {
        MemoryLimit.Apply(decoder, _options.Runtime.MemoryBytes);
        return new([.. _candidates.Select(name => new PlannedRemoval(name.ToString(), null))], [], new PlanWork(0, 0));
    }

    private SearchInputs WithFiles(SearchInputs inputs) =>
        inputs with { Source = inputs.Source with { Files = _hashes.Files } };
}
