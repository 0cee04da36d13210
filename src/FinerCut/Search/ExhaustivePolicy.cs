using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Search;

/// <summary>Leaves a candidate only when it cannot win: what was run of it adds up to more than another one's whole
/// distance.</summary>
/// <param name="candidates">In the order of the stream.</param>
/// <param name="history">What earlier steps saw: it tells what to run first, and never what to leave.</param>
/// <param name="blocks">How far samples may be run.</param>
/// <param name="scoreAll">Leave nothing out.</param>
internal sealed class ExhaustivePolicy(
    IReadOnlyList<SublayerName> candidates, IncrementHistory history, SampleBlocks blocks, bool scoreAll)
    : ScoreBoard(candidates, history, blocks)
{
    /// <inheritdoc/>
    protected override IEnumerable<Probe> Open()
    {
        if (scoreAll)
        {
            return Indices.SelectMany(RestOf);
        }

        List<int> unknown = [.. Indices.Where(index => !History.Knows(Candidates[index]) && !IsTouched(index))];
        if (unknown.Count > 0)
        {
            return unknown.Select(index => new Probe(index, 0, Blocks.Holding(0, SearchTuning.ExhaustiveFirstShare)));
        }

        if (!Indices.Any(IsComplete))
        {
            return RestOf(Favourite);
        }

        int winner = Winner;
        double lowest = Rank(winner, DistanceOf(winner));
        return Indices
            .Where(index => !IsComplete(index)
                && Rank(index, DistanceOf(index)).CompareTo(lowest) < (index < winner ? 1 : 0))
            .OrderBy(ExpectedRank)
            .Select(index => Cheapest(
                index,
                Samples * (Ranking.DistanceAt(index, lowest) - DistanceOf(index)),
                sample => Expect(index, sample)));
    }

    /// <inheritdoc/>
    protected override void Learn(Probe probe, double increment) =>
        History.Note(Candidates[probe.Candidate], probe.Sample, increment);
}
