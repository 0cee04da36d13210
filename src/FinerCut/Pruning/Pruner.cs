using System.Diagnostics;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Evaluation;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Machines;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Checkpoints;
using FinerCut.Verification;
using Microsoft.ML.OnnxRuntime;
using Serilog;

namespace FinerCut.Pruning;

/// <summary>Search and apply in a row: what <c>finercut prune</c> does.</summary>
public sealed class Pruner : IDisposable
{
    private readonly PruneOptions _options;
    private readonly IPruneObserver _observer;
    private readonly ILogger _log;
    private readonly CancellationToken _cancellation;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ModelFolder _folder;
    private readonly Model _model;
    private readonly DecoderMap _map;
    private readonly IReadOnlyList<SublayerName> _candidates;
    private readonly int _count;
    private readonly ModelTotals _dense;
    private readonly SourceHashes _hashes;

    private Pruner(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation)
    {
        (_options, _observer, _log, _cancellation) = (options, observer, log, cancellation);
        _observer.PhaseStarted(PrunePhase.Open, options.Model);
        if (options.Threads is < 1)
        {
            throw PruneErrors.NoThreads(options.Threads.Value);
        }

        _folder = ModelFolder.Find(options.Model);
        _model = Model.Open(_folder.GraphPath);
        try
        {
            _map = DecoderMap.Find(_model);
            if (_map.NotUnderstood.Count > 0)
            {
                throw PruneErrors.NotSeparable(_model.Path, string.Join(" ", _map.NotUnderstood));
            }

            IReadOnlyList<SublayerName> names = [.. _map.Sublayers.Select(sublayer => sublayer.Name)];
            _candidates = options.Remove.Count > 0
                ? RemovalList.Parse(names, options.Remove)
                : [.. CandidateSelection.Select(names, options.Only, options.Protect).Where(name => _map.FindSublayer(name)!.Refusal is null)];
            _map.EnsureRemovable(_candidates);
            _count = options.Remove.Count > 0 ? _candidates.Count : Budget.CountFor(options, names.Count, _candidates.Count);
            _dense = TotalsCounter.Of(_map, options.SampleTokens);
            _hashes = new SourceHashes(_folder, _model, cancellation);
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    private bool IsSearch => _options.Remove.Count == 0;

    private long? Vocabulary => VocabularyOf(_map, _folder);

    /// <summary>Prunes a model.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="observer">Told how far it is.</param>
    /// <param name="log">The structured log.</param>
    /// <param name="cancellation">Ends the run early, leaving nothing half-written.</param>
    /// <returns>The plan, the folder and the figures of the summary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Bad input, or a result that did not verify.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static PruneResult Run(PruneOptions options, IPruneObserver observer, ILogger log, CancellationToken cancellation) =>
        RuntimeBoundary.Run(options.Model, () =>
        {
            using Pruner pruner = new(options, observer, log, cancellation);
            return pruner.Run();
        });

    /// <summary>Closes the source.</summary>
    public void Dispose()
    {
        _hashes.Dispose();
        _model.Dispose();
    }

    /// <summary>Number of words that a model knows: of its logits, its configuration, else its embedding.</summary>
    internal static long? VocabularyOf(DecoderMap map, ModelFolder folder)
    {
        long? declared = map.Logits.Type?.Dimensions is [.., { Size: { } size }] ? size : folder.VocabularySize;
        return declared ?? (map.Embedding.Producer?.Inputs is [{ Initializer.Dimensions: [var words, _] }, ..] ? words : null);
    }

    private PruneResult Run()
    {
        string target = _options.Output ?? OutputFolder.DefaultTarget(_folder, _options.Ratio, _count);
        using OutputFolder? output = _options.DryRun ? null : OutputFolder.Create(target, _folder, _options.Force);
        output?.EnsureSpace(_dense.Bytes - _map.Sublayers.OrderByDescending(sublayer => sublayer.SizeInBytes).Take(_count).Sum(sublayer => sublayer.SizeInBytes));
        if (!IsSearch)
        {
            return Run(output, checkpoint: null);
        }

        using Checkpoint checkpoint = new(output?.Target ?? TargetFolder.FullPath(target), _options.Resume, _observer.Warned);
        return checkpoint.Guard(() => Run(output, checkpoint));
    }

    private PruneResult Run(OutputFolder? output, Checkpoint? checkpoint)
    {
        TokenSource tokens = new(_options, _folder);
        ExecutionProvider provider = ProviderSelection.Choose(_options.Provider, _observer.Warned);
        SessionFactory sessions = new(provider, _options.Threads ?? MachineLimits.Read().Threads);
        CalibrationSet? calibration = LoadCalibration(tokens, sessions);
        SearchInputs inputs = InputsOf(calibration, provider, sessions.Threads);
        SearchState? kept = checkpoint?.Begin(() => WithFiles(inputs));
        if (kept is not null)
        {
            _observer.PhaseStarted(PrunePhase.Resume, $"continuing after step {kept.Steps.Count} of {_count} of {checkpoint!.FileName}");
        }

        _observer.PhaseStarted(PrunePhase.Prepare, $"{_map.Sublayers.Count} sublayers");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(_model.Path, sessions);
        SearchResult found = calibration is null ? ByHand() : Search(decoder, calibration, kept, checkpoint!.Save);
        PruningPlan plan = PlanOf(found, WithFiles(inputs));
        HashSet<SublayerName> removed = [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        List<Sublayer> gone = [.. _map.Sublayers.Where(sublayer => removed.Contains(sublayer.Name))];
        ModelTotals pruned = TotalsCounter.Without(_dense, gone, _options.SampleTokens);
        VerificationResult? verification = null;
        if (output is not null)
        {
            WrittenModel written = Write(plan, output);
            pruned = pruned with { Bytes = TotalsCounter.BytesOnDisk(written.Graph) };
            _observer.PhaseStarted(PrunePhase.Verify, "prompt and cached step against the bypassed source");
            verification = new Verifier(decoder, sessions).Verify(written.Graph, removed, calibration?.Rows ?? tokens.LoadVerificationRows(Vocabulary), _cancellation);
            output.Commit();
            checkpoint?.Complete();
            _log.Information("Wrote {Folder}, largest difference {Difference}", output.Target, verification.LargestDifference);
        }

        (double? before, double? after) = Evaluate(decoder, tokens, removed);
        checkpoint?.Complete();
        using Process process = Process.GetCurrentProcess();
        return new PruneResult
        {
            Plan = plan,
            Output = output?.Target,
            Dense = _dense,
            Pruned = pruned,
            DensePerplexity = before,
            PrunedPerplexity = after,
            Verification = verification,
            Elapsed = Stopwatch.GetElapsedTime(_start),
            PeakMemoryBytes = process.PeakWorkingSet64,
        };
    }

    private CalibrationSet? LoadCalibration(TokenSource tokens, SessionFactory sessions)
    {
        if (!IsSearch)
        {
            return null;
        }

        CalibrationTools tools = new(
            Vocabulary, () => CachedDecoder.Open(_model.Path, sessions), _observer, _cancellation);
        CalibrationSet set = new CalibrationMaker(_options, tokens, tools).Make();
        _log.Debug("Calibrating on {Rows} rows of {Tokens} tokens, {Hash}", set.Rows.Count, set.SampleTokens, set.TokensSha256());
        return set;
    }

    private WrittenModel Write(PruningPlan plan, OutputFolder output)
    {
        _observer.PhaseStarted(PrunePhase.Write, output.Target);
        WrittenModel written = PrunedModelWriter.Write(_map, plan, _folder, output, _cancellation);
        foreach (string warning in written.Warnings)
        {
            _observer.Warned(warning);
        }

        return written;
    }

    private SearchResult ByHand() => new([.. _candidates.Select(name => new PlannedRemoval(name.ToString(), null))], [], new PlanWork(0, 0));

    private SearchResult Search(SegmentedDecoder decoder, CalibrationSet calibration, SearchState? kept, Action<SearchState> keep)
    {
        using CalibrationRows rows = CalibrationRows.Prepare(decoder, calibration);
        using GreedySearch search = new(decoder, rows, new SearchSettings(LogitDistance.Create(_options.Metric, decoder.Threads), _options.Search, _options.AllScores), _observer) { Keep = keep };
        search.RunDense(_cancellation);
        if (kept is not null)
        {
            search.Resume(kept, _cancellation);
        }

        _observer.PhaseStarted(PrunePhase.Search, $"{_count} of {_map.Sublayers.Count} sublayers");
        SearchResult found = search.Run(_candidates, _count, _cancellation);
        if (found.Steps.Average(step => step.ChangesOnHalves) is { } changes and > SearchSettings.LargestStableChange)
        {
            _observer.Warned(SearchErrors.Unstable(changes, calibration.Rows.Count));
        }

        return found;
    }

    /// <summary>All but the files of the source, whose hashes take a while.</summary>
    private SearchInputs InputsOf(CalibrationSet? calibration, ExecutionProvider provider, int threads) => new(
        new PlanSource(_folder.Architecture, _map.Layers, [.. _map.Sublayers.Select(sublayer => sublayer.Name.ToString())], []),
        new PlanSettings(
            _options.Ratio,
            _count,
            IsSearch ? DistanceMetricNames.NameOf(_options.Metric) : null,
            _options.Only?.ToString().ToLowerInvariant(),
            _options.Protect,
            threads,
            provider.ToString().ToLowerInvariant(),
            IsSearch ? (_options.AllScores ? SearchMethod.Exhaustive : _options.Search).ToString().ToLowerInvariant() : null),
        calibration is null ? null : new PlanCalibration(calibration.Source, calibration.Rows.Count, calibration.SampleTokens, calibration.TokensSha256(), calibration.Packing?.ToString().ToLowerInvariant(), calibration.Seed),
        new PlanVersions(ToolVersion.Text, OrtEnv.Instance().GetVersionString()),
        _options.AllScores);

    private SearchInputs WithFiles(SearchInputs inputs) => inputs with { Source = inputs.Source with { Files = _hashes.Files } };

    private static PruningPlan PlanOf(SearchResult found, SearchInputs inputs) => new()
    {
        Removed = found.Removed,
        Steps = found.Steps,
        Source = inputs.Source,
        Settings = inputs.Settings,
        Calibration = inputs.Calibration,
        Work = found.Work,
        Versions = inputs.Versions,
    };

    private (double? Dense, double? Pruned) Evaluate(SegmentedDecoder decoder, TokenSource tokens, IReadOnlySet<SublayerName> removed)
    {
        IReadOnlyList<int[]> rows = tokens.LoadHeldOut(Vocabulary, _observer.Warned);
        if (rows.Count == 0)
        {
            return (null, null);
        }

        _observer.PhaseStarted(PrunePhase.Evaluate, $"{rows.Count} x {rows[0].Length} tokens of held-out text");
        int done = 0;
        double dense = Perplexity.Measure(decoder, new HashSet<SublayerName>(), rows, Advance);
        return (dense, Perplexity.Measure(decoder, removed, rows, Advance));

        void Advance()
        {
            _cancellation.ThrowIfCancellationRequested();
            _observer.Progressed(++done, 2 * rows.Count);
        }
    }
}
