namespace FinerCut.Search.Policies;

/// <summary>Leaves a candidate only when it cannot win: what was run of it adds up to more than another one's whole
/// distance.</summary>
internal sealed class ExhaustivePolicy : ISearchPolicy
{
    private readonly IncrementHistory _history;
    private readonly bool _scoreAll;
    private readonly ProbeOrder _order;

    /// <param name="board">The candidates of the step, nothing of which was run yet.</param>
    /// <param name="history">What earlier steps saw: it tells what to run first, and never what to leave.</param>
    /// <param name="scoreAll">Leave nothing out.</param>
    public ExhaustivePolicy(ScoreBoard board, IncrementHistory history, bool scoreAll)
    {
        (Board, _history, _scoreAll) = (board, history, scoreAll);
        _order = new ProbeOrder(
            board, (candidate, sample) => board.Expect(candidate, sample) - board.Seen(candidate, sample));
    }

    /// <inheritdoc/>
    public ScoreBoard Board { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Probe> ChooseProbes(int most) => [.. OpenProbes().Take(most)];

    /// <inheritdoc/>
    public void Learn(Probe probe, double[] profile) =>
        _history.Note(Board.Candidates[probe.Candidate], probe.Sample, Board.Add(probe, profile));

    /// <inheritdoc/>
    public double Estimate(int candidate, int sample) => Board.Estimate(candidate, sample);

    private IEnumerable<Probe> OpenProbes()
    {
        if (_scoreAll)
        {
            return Board.Indices.SelectMany(_order.RestOf);
        }

        List<int> unknown =
            [.. Board.Indices.Where(index => !_history.Knows(Board.Candidates[index]) && !Board.IsTouched(index))];
        if (unknown.Count > 0)
        {
            return unknown.Select(
                index => new Probe(index, 0, Board.Blocks.Holding(0, SearchTuning.ExhaustiveFirstShare)));
        }

        return Board.Indices.Any(Board.IsComplete) ? ProbesOfRivals() : _order.RestOf(Board.Favourite);
    }

    /// <summary>For each candidate that may still be better than the best complete one, what to run next.</summary>
    private IEnumerable<Probe> ProbesOfRivals()
    {
        int winner = Board.Winner;
        double lowest = Board.Rank(winner, Board.DistanceOf(winner));
        return Board.Indices
            .Where(index => !Board.IsComplete(index)
                && Board.Rank(index, Board.DistanceOf(index)).CompareTo(lowest) < (index < winner ? 1 : 0))
            .OrderBy(Board.ExpectedRank)
            .Select(index => _order.FindCheapest(
                index,
                Board.Samples * (Board.Ranking.DistanceAt(index, lowest) - Board.DistanceOf(index)),
                sample => Board.Expect(index, sample)));
    }
}
