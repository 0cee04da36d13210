using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Search.Evaluation;
using FinerCut.Search.Policies;
using FinerCut.Search.Resume;

namespace FinerCut.Search;

/// <summary>FinerCut's greedy backward elimination: in every step the sublayer goes whose removal, on top of those gone
/// before, changes the logits least; every candidate is scored anew.</summary>
/// <remarks>A candidate changes nothing before its own place, so each starts from the kept stream there and not from
/// the embedding (<see cref="CandidateEvaluator"/>). What is run next is up to an <see cref="ISearchPolicy"/>; the
/// <see cref="ExhaustivePolicy"/> finds what every candidate run on every sample would find. What was seen stays in the
/// step's <see cref="ScoreBoard"/> and, over all steps, in the <see cref="IncrementHistory"/>.</remarks>
internal sealed class GreedySearch : IDisposable
{
    private readonly IReadOnlyList<PreparedSample> _samples;
    private readonly SearchSettings _settings;
    private readonly IRunObserver _observer;
    private readonly CandidateEvaluator _evaluator;
    private readonly IncrementHistory _history;
    private readonly Dictionary<SublayerName, int> _places;
    private readonly HashSet<SublayerName> _removed = [];
    private readonly List<PlannedRemoval> _removals = [];
    private readonly List<PlannedStep> _steps = [];
    private readonly WorkForecast _forecast;
    private int _batchSize;
    private SampleBlocks _blocks;

    /// <param name="decoder">The dense model.</param>
    /// <param name="samples">The calibration set.</param>
    /// <param name="settings">Metric and method.</param>
    /// <param name="observer">Told of progress and steps.</param>
    public GreedySearch(
        SegmentedDecoder decoder, CalibrationSamples samples, SearchSettings settings, IRunObserver observer)
    {
        (_samples, _settings, _observer) = (samples.Samples, settings, observer);
        _places = decoder.Map.Sublayers
            .Index()
            .ToDictionary(sublayer => sublayer.Item.Name, sublayer => sublayer.Index);
        _evaluator = new CandidateEvaluator(decoder, _samples, settings.ForEvaluation);
        _history = new IncrementHistory(settings.Distance.Metric, _places, _samples.Count);
        _forecast = new WorkForecast(IsLazy ? SearchTuning.ShareOfLazyStep : SearchTuning.ShareOfExhaustiveStep);
        _batchSize = _evaluator.BatchSize;
        _blocks = new SampleBlocks([.. _samples.Select(sample => sample.Length)], SampleBlocks.Whole);
    }

    /// <summary>Told after each step what it takes to go on from there.</summary>
    public Action<SearchState> Keep { get; init; } = _ => { };

    /// <summary>The distance by sample of the model as pruned so far.</summary>
    private IReadOnlyList<double> Now => [.. _history.Current.Sums.Select(_history.Current.Distance)];

    private bool IsLazy => _settings.IsLazyFor(_places.Count);

    /// <summary>Runs the dense model and keeps its stream and its answers.</summary>
    public void RunDense(CancellationToken cancellation)
    {
        foreach (int[] samples in Enumerable.Range(0, _samples.Count).Chunk(_evaluator.BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            _evaluator.RunDense(samples);
            _observer.Progressed(samples[^1] + 1, _samples.Count);
        }

        // A long and the shortest start: a model may take up another table of positions at some length between.
        int half = _settings.BlockTokens * (_blocks.Lengths.Max() / _settings.BlockTokens / 2);
        if (half > 0 && _evaluator.CanRunStarts(half) && _evaluator.CanRunStarts(_settings.BlockTokens))
        {
            _blocks = _blocks with { Tokens = _settings.BlockTokens };
        }
    }

    /// <summary>Goes on where another search stopped, and finds what that one would have found. The work adds up: what
    /// was done before the stop, and what is done again and further.</summary>
    /// <remarks>After <see cref="RunDense"/>, before a run.</remarks>
    /// <param name="state">What it told last.</param>
    /// <param name="cancellation">Ends the running of samples.</param>
    public void Resume(SearchState state, CancellationToken cancellation)
    {
        List<SublayerName> names = [.. state.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        _removed.UnionWith(names);
        _removals.AddRange(state.Removed);
        _steps.AddRange(state.Steps);
        _history.Restore(state.History);
        _forecast.Restore(state.StepShares);
        _batchSize = state.BatchSize;
        _evaluator.Restore(names, state.MultiplyAdds, cancellation);
    }

    /// <summary>Removes a number of sublayers, one by one.</summary>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="count">How many go; at most the number of candidates.</param>
    /// <param name="cancellation">Ends the search between two samples.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">No candidate leads to a distance that is a
    /// number.</exception>
    public SearchResult FindRemovals(
        IReadOnlyList<SublayerName> candidates, int count, CancellationToken cancellation) =>
        FindRemovals(candidates, new CountCondition(count), cancellation);

    /// <summary>Removes sublayers one by one until enough is gone, or what may go next leads too far.</summary>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="end">When to end, and by what candidates compare.</param>
    /// <param name="cancellation">Ends the search between two samples.</param>
    /// <returns>What went; where even the first removal led too far, that one as
    /// <see cref="SearchResult.Refused"/>.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">No candidate leads to a distance that is a
    /// number.</exception>
    public SearchResult FindRemovals(
        IReadOnlyList<SublayerName> candidates, StopCondition end, CancellationToken cancellation)
    {
        PlannedRemoval? refused = null;
        while (refused is null && !end.IsReached(_removed)
            && NewPolicy(end, candidates) is { Board: { Candidates.Count: > 0 } board } policy)
        {
            long start = Stopwatch.GetTimestamp();
            int stepsToCome = end.ExpectSteps(board.Candidates, _removed, Now.Average());
            ScoreUntilWon(policy, stepsToCome - 1, cancellation);
            double distance = board.DistanceOf(board.Winner);
            PlannedStep step = double.IsFinite(distance)
                ? board.ToStep(Stability.ChangesOnHalves(policy))
                : throw SearchErrors.NoFiniteDistance(_steps.Count + 1);
            PlannedRemoval removal = new(step.Removed, distance);
            if (!end.Allows(distance))
            {
                refused = removal;
                continue;
            }

            Remove(board, cancellation);
            _forecast.End(_evaluator.ForwardEquivalents);
            _steps.Add(step);
            _removals.Add(removal);
            Keep(Snapshot());
            _observer.StepFinished(_steps.Count, end.Count ?? 0, step, Stopwatch.GetElapsedTime(start));
        }

        double? tightest = double.IsFinite(_history.Tightness) ? _history.Tightness : null;
        return new SearchResult(_removals, _steps, new PlanWork(
            _evaluator.ForwardEquivalents,
            _steps.Sum(step => (long)step.Scores.Count),
            tightest,
            _history.Failures))
        { Refused = refused };
    }

    public void Dispose() => _evaluator.Dispose();

    private SearchState Snapshot() => new()
    {
        Removed = [.. _removals],
        Steps = [.. _steps],
        History = _history.Snapshot(),
        MultiplyAdds = _evaluator.MultiplyAdds,
        StepShares = [.. _forecast.Shares],
        BatchSize = _batchSize,
    };

    private ISearchPolicy NewPolicy(StopCondition end, IReadOnlyList<SublayerName> candidates)
    {
        IReadOnlyList<SublayerName> open = end.Open(candidates, _removed);
        ScoreBoard board = new(open, _history, _blocks) { Ranking = end.RankingOf(open, _removed, Now) };
        return IsLazy ? new LazyPolicy(board, _history) : new ExhaustivePolicy(board, _history, _settings.ScoreAll);
    }

    private void ScoreUntilWon(ISearchPolicy policy, int stepsAfter, CancellationToken cancellation)
    {
        ScoreBoard board = policy.Board;
        _forecast.Begin(
            _evaluator.ForwardEquivalents, board.Candidates.Sum(_evaluator.CostOf), board.Candidates.Count, stepsAfter);
        Report();
        while (policy.ChooseProbes(_batchSize) is { Count: > 0 } probes)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<double[]> profiles = _evaluator.EvaluateProbes(
                [.. probes.Select(probe => (board.Candidates[probe.Candidate], probe.Sample, probe.Tokens))],
                board.Likely(IsLazy ? SearchTuning.LikelyOfLazyStep : SearchTuning.LikelyOfExhaustiveStep));
            foreach ((Probe probe, double[] profile) in probes.Zip(profiles))
            {
                policy.Learn(probe, profile);
            }

            Report();
        }
    }

    private void Report() =>
        _observer.Progressed(_evaluator.ForwardEquivalents, _forecast.Total(_evaluator.ForwardEquivalents));

    private void Remove(ScoreBoard board, CancellationToken cancellation)
    {
        SublayerName name = board.Candidates[board.Winner];
        _removed.Add(name);
        _history.Remove(name, [.. board.ProfilesOf(board.Winner).Select(profile => profile!)]);
        _evaluator.Remove(name, cancellation);
    }
}
