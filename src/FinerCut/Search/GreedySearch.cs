using System.Diagnostics;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Pruning;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>FinerCut's greedy backward elimination: in every step the sublayer goes whose removal, on top of those gone before,
/// changes the logits least; every candidate is scored anew on every row.</summary>
/// <remarks>A candidate changes nothing before its own place, so each starts from the kept stream there and not from the embedding.</remarks>
internal sealed class GreedySearch : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly CalibrationRows _rows;
    private readonly LogitDistance _distance;
    private readonly IPruneObserver _observer;
    private readonly StreamStates _states;
    private readonly WorkMeter _work;
    private readonly HashSet<SublayerName> _removed = [];
    private float[] _logits = [];

    public GreedySearch(SegmentedDecoder decoder, CalibrationRows rows, LogitDistance distance, IPruneObserver observer)
    {
        (_decoder, _rows, _distance, _observer) = (decoder, rows, distance, observer);
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
    /// <param name="cancellation">Ends the search between two rows.</param>
    public SearchResult Run(IReadOnlyList<SublayerName> candidates, int count, CancellationToken cancellation)
    {
        List<PlannedStep> steps = [];
        List<PlannedRemoval> removals = [];
        long scored = 0;
        for (int number = 1; number <= count; number++)
        {
            long start = Stopwatch.GetTimestamp();
            List<SublayerName> open = [.. candidates.Where(name => !_removed.Contains(name)).Order()];
            List<double> scores = ScoreAll(open, count - number, cancellation);
            int best = IndexOfLeast(scores);
            PlannedStep step = new(open[best].ToString(), [.. open.Zip(scores, (name, score) => new CandidateScore(name.ToString(), score))]);
            Remove(open[best], cancellation);
            steps.Add(step);
            removals.Add(new PlannedRemoval(step.Removed, scores[best]));
            scored += open.Count;
            _observer.StepFinished(number, count, step, Stopwatch.GetElapsedTime(start));
        }

        return new SearchResult(removals, steps, new PlanWork(_work.ForwardEquivalents, scored));
    }

    public void Dispose() => _states.Dispose();

    /// <summary>Ties go to the lower sublayer; what is not a number is worst.</summary>
    private static int IndexOfLeast(List<double> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Count; i++)
        {
            if (scores[i] < scores[best] || (double.IsNaN(scores[best]) && !double.IsNaN(scores[i])))
            {
                best = i;
            }
        }

        return best;
    }

    private List<double> ScoreAll(List<SublayerName> open, int stepsAfter, CancellationToken cancellation)
    {
        double done = _work.ForwardEquivalents;
        double step = _rows.Rows.Count * open.Sum(name => _work.CostFrom(_decoder.Stages.Skip(StageOf(name).Index), With(name)));
        double total = done + step + LaterSteps(step, open.Count, stepsAfter);
        List<double> scores = [];
        foreach (SublayerName name in open)
        {
            scores.Add(Score(name, total, cancellation));
        }

        return scores;
    }

    /// <summary>A step costs about half the remaining sublayers for each of them.</summary>
    private static double LaterSteps(double step, int candidates, int stepsAfter) =>
        Enumerable.Range(1, stepsAfter).Sum(later => step * Math.Pow((double)(candidates - later) / candidates, 2));

    private double Score(SublayerName name, double totalWork, CancellationToken cancellation)
    {
        HashSet<SublayerName> removed = With(name);
        int first = StageOf(name).Index;
        double sum = 0;
        for (int row = 0; row < _rows.Rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            RunToLogits(row, first, removed);
            sum += _distance.Row(_rows.DenseLogits[row], _logits, _decoder.Vocabulary);
            _observer.Progressed(_work.ForwardEquivalents, totalWork);
        }

        return sum / _rows.Rows.Count;
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

    private Stage StageOf(SublayerName name) => _decoder.Stages.First(stage => stage.Sublayers.Any(sublayer => sublayer.Name == name));
}
