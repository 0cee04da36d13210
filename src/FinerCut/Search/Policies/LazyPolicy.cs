namespace FinerCut.Search.Policies;

/// <summary>Best first: once the likely winner is complete, the candidate with the lowest bound is run further, until
/// all bounds are above the lowest complete distance.</summary>
internal sealed class LazyPolicy : ISearchPolicy
{
    private readonly IncrementHistory _history;
    private readonly ProbeOrder _order;
    private readonly Queue<Probe> _first = [];
    private readonly double[] _bounds;

    /// <param name="board">The candidates of the step, nothing of which was run yet.</param>
    /// <param name="history">What earlier steps saw.</param>
    public LazyPolicy(ScoreBoard board, IncrementHistory history)
    {
        (Board, _history) = (board, history);

        // By what is sure of a sample: chosen by what is expected, more steps went wrong on recorded searches.
        _order = new ProbeOrder(board, (candidate, sample) =>
            history.Current.Sums[sample] + history.BoundOf(board.Candidates[candidate], sample));
        _bounds = [.. board.Indices.Select(index => BoundOf(index))];
        if (history.IsFirstStep)
        {
            int samples = Math.Min(SearchTuning.LazyFirstSamples, board.Samples);
            _first = new(board.Indices.SelectMany(index => Enumerable.Range(0, samples).Select(sample =>
                new Probe(index, sample, board.Blocks.Holding(sample, SearchTuning.LazyFirstShare)))));
        }
    }

    /// <inheritdoc/>
    public ScoreBoard Board { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Probe> ChooseProbes(int most) => [.. OpenProbes().Take(most)];

    /// <inheritdoc/>
    public void Learn(Probe probe, double[] profile)
    {
        double increment = Board.Add(probe, profile);
        _first.TryDequeue(out _);
        bool allChanged = _history.Learn(Board.Candidates[probe.Candidate], probe.Sample, increment);
        foreach (int index in allChanged ? Board.Indices : [probe.Candidate])
        {
            _bounds[index] = BoundOf(index);
        }
    }

    /// <inheritdoc/>
    public double Estimate(int candidate, int sample)
    {
        double last = Board.IsRun(candidate, sample)
            ? double.NaN
            : _history.IncrementOf(Board.Candidates[candidate], sample);
        return double.IsNaN(last)
            ? Board.Estimate(candidate, sample)
            : _history.Current.Distance(_history.Current.Sums[sample] + last);
    }

    private IEnumerable<Probe> OpenProbes()
    {
        if (_first.Count > 0)
        {
            return _first;
        }

        return Board.Indices.Any(Board.IsComplete) ? ProbesOfRivals() : _order.RestOf(Board.Favourite);
    }

    /// <summary>For each candidate whose bound is not above the best complete one, what to run next.</summary>
    private IEnumerable<Probe> ProbesOfRivals()
    {
        double lowest = Board.Indices.Where(Board.IsComplete).Min(index => RankOf(index, 1));
        return Board.Indices
            .Where(index => !Board.IsComplete(index) && RankOf(index, SearchTuning.NearTie) <= lowest)
            .OrderBy(index => RankOf(index, 1))
            .Select(index => _order.FindCheapest(
                index,
                (Board.Samples * SearchTuning.NearTie * Board.Ranking.DistanceAt(index, lowest)) - _bounds[index],
                sample => Board.Expect(index, sample) - BoundOf(index, sample)));
    }

    /// <summary>What the bound of a candidate, divided by something, is worth.</summary>
    private double RankOf(int index, double divisor) => Board.Rank(index, _bounds[index] / Board.Samples / divisor);

    private double BoundOf(int candidate) =>
        Enumerable.Range(0, Board.Samples).Sum(sample => BoundOf(candidate, sample));

    private double BoundOf(int candidate, int sample) => _history.Current.With(
        sample, Board.StartOf(candidate, sample), _history.BoundOf(Board.Candidates[candidate], sample));
}
