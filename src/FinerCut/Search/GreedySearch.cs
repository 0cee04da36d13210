using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Pruning;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>FinerCut's greedy backward elimination: in every step the sublayer goes whose removal, on top of those gone before,
/// changes the logits least; every candidate is scored anew.</summary>
/// <remarks>A candidate changes nothing before its own place, so each starts from the kept stream there and not from the embedding. The
/// candidate with the lowest sum of distances gets its next sample; those whose sum is above the winner's need no more: the answer is the
/// same as with every candidate run on every sample.</remarks>
internal sealed class GreedySearch : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly CalibrationRows _rows;
    private readonly LogitDistance _distance;
    private readonly IPruneObserver _observer;
    private readonly StreamStates _states;
    private readonly WorkMeter _work;
    private readonly Dictionary<SublayerName, Stage> _stages;
    private readonly HashSet<SublayerName> _removed = [];
    private readonly bool _scoreAll;
    private float[] _logits = [];

    // Of all samples of all candidates, those that had to be run; this much on SmolLM2, then what the last step took.
    private double _shareRun = 0.6;

    /// <param name="decoder">The dense model.</param>
    /// <param name="rows">The calibration set.</param>
    /// <param name="distance">The metric.</param>
    /// <param name="observer">Told of progress and steps.</param>
    public GreedySearch(SegmentedDecoder decoder, CalibrationRows rows, SearchMetric distance, IPruneObserver observer)
    {
        (_decoder, _rows, _distance, _scoreAll, _observer) = (decoder, rows, distance.Distance, distance.ScoreAll, observer);
        _stages = decoder.Stages.SelectMany(stage => stage.Sublayers.Select(sublayer => (sublayer.Name, stage))).ToDictionary();
        _work = new WorkMeter(decoder.Map, rows.Rows.Count, rows.Rows[0].Length);
        _states = new StreamStates(decoder, rows.Rows, _work);
    }

    /// <summary>Runs the dense model and keeps its stream and its logits.</summary>
    public void RunDense(CancellationToken cancellation)
    {
        for (int row = 0; row < _rows.Rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(row, 0, _removed);
            _rows.AddDenseLogits(_decoder.Logits(_states.At(_decoder.Stages.Count, row), _rows.Rows[row]));
            _work.AddHead();
            _observer.Progressed(row + 1, _rows.Rows.Count);
        }

        _logits = new float[_rows.DenseLogits[0].Length];
    }

    /// <summary>Removes sublayers one by one.</summary>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="count">How many go; at most the number of candidates.</param>
    /// <param name="cancellation">Ends the search between two samples.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">No candidate leads to a distance that is a number.</exception>
    public SearchResult Run(IReadOnlyList<SublayerName> candidates, int count, CancellationToken cancellation)
    {
        List<PlannedStep> steps = [];
        List<PlannedRemoval> removals = [];
        long scored = 0;
        for (int number = 1; number <= count; number++)
        {
            long start = Stopwatch.GetTimestamp();
            CandidateScores scores = new([.. candidates.Where(name => !_removed.Contains(name)).Order()], _rows.Rows.Count);
            int winner = ScoreUntilWon(scores, candidates.Count - number + 1, count - number, cancellation);
            PlannedStep step = scores.ToStep(winner);
            double distance = double.IsFinite(scores.DistanceOf(winner)) ? scores.DistanceOf(winner) : throw SearchErrors.NoFiniteDistance(number);
            Remove(scores.NameOf(winner), cancellation);
            steps.Add(step);
            removals.Add(new PlannedRemoval(step.Removed, distance));
            scored += step.Scores.Count;
            _observer.StepFinished(number, count, step, Stopwatch.GetElapsedTime(start));
        }

        return new SearchResult(removals, steps, new PlanWork(_work.ForwardEquivalents, scored));
    }

    public void Dispose() => _states.Dispose();

    private int ScoreUntilWon(CandidateScores scores, int open, int stepsAfter, CancellationToken cancellation)
    {
        double before = _work.ForwardEquivalents;
        double all = Enumerable.Range(0, open).Sum(index => _rows.Rows.Count * CostOf(scores.NameOf(index)));
        double total = before + (_shareRun * (all + LaterSteps(all, open, stepsAfter)));
        while (Next(scores) is { } index)
        {
            cancellation.ThrowIfCancellationRequested();
            scores.Add(index, Distance(scores.NameOf(index), scores.NextSample(index)));
            _observer.Progressed(_work.ForwardEquivalents, Math.Max(total, _work.ForwardEquivalents));
        }

        _shareRun = (_work.ForwardEquivalents - before) / all;
        return scores.Lowest;
    }

    private int? Next(CandidateScores scores)
    {
        int lowest = scores.Lowest;
        return scores.IsComplete(lowest) ? _scoreAll ? scores.FirstIncomplete : null : lowest;
    }

    private double CostOf(SublayerName name) => _work.CostFrom(_decoder.Stages.Skip(StageOf(name).Index), With(name));

    /// <summary>A step costs about half the remaining sublayers for each of them.</summary>
    private static double LaterSteps(double step, int candidates, int stepsAfter) =>
        Enumerable.Range(1, stepsAfter).Sum(later => step * Math.Pow((double)(candidates - later) / candidates, 2));

    private double Distance(SublayerName name, int row)
    {
        RunToLogits(row, StageOf(name).Index, With(name));
        return _distance.Row(_rows.DenseLogits[row], _logits, _decoder.Vocabulary);
    }

    private void RunToLogits(int row, int first, HashSet<SublayerName> removed)
    {
        OrtValue start = _states.At(first, row);
        OrtValue stream = start;
        foreach (Stage stage in _decoder.Stages.Skip(first))
        {
            OrtValue next = _decoder.Run(stage, removed, stream, _rows.Rows[row]);
            _work.AddStage(stage, removed);
            if (stream != start && stream != next)
            {
                stream.Dispose();
            }

            stream = next;
        }

        _decoder.Logits(stream, _rows.Rows[row], _logits);
        _work.AddHead();
        if (stream != start)
        {
            stream.Dispose();
        }
    }

    private void Remove(SublayerName name, CancellationToken cancellation)
    {
        _removed.Add(name);
        for (int row = 0; row < _rows.Rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(row, StageOf(name).Index, _removed);
        }
    }

    private HashSet<SublayerName> With(SublayerName name) => [.. _removed, name];

    private Stage StageOf(SublayerName name) => _stages[name];
}
