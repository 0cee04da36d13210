using FinerCut.Search.Budgets;

namespace FinerCut.Search.Policies;

/// <summary>How much a step's choice depends on which samples were drawn: a bootstrap over the samples, without any
/// forward pass.</summary>
internal static class Stability
{
    /// <summary>The share of random halves of the samples on which another candidate would have gone.</summary>
    /// <param name="policy">The policy of the finished step; what was not run on a sample, it estimates.</param>
    /// <returns>In [0, 1]; null where there are fewer than two samples or candidates.</returns>
    public static double? ChangesOnHalves(ISearchPolicy policy)
    {
        ScoreBoard board = policy.Board;
        int samples = board.Samples;
        if (samples < 2 || board.Candidates.Count < 2)
        {
            return null;
        }

        int winner = board.Winner;
        double[][] distances = [.. board.Candidates.Index().Select(candidate =>
            Enumerable.Range(0, samples).Select(sample => policy.Estimate(candidate.Index, sample)).ToArray())];
        int[] order = [.. Enumerable.Range(0, samples)];
#pragma warning disable CA5394 // no secret: the same halves every time are the point
        Random random = new(SearchTuning.StabilitySeed);
        int changes = 0;
        for (int draw = 0; draw < SearchTuning.StabilityDraws; draw++)
        {
            random.Shuffle(order);
            ReadOnlySpan<int> half = order.AsSpan(0, samples / 2);
            changes += Lowest(board.Ranking, distances, half) == winner ? 0 : 1;
        }
#pragma warning restore CA5394

        return (double)changes / SearchTuning.StabilityDraws;
    }

    private static int Lowest(Ranking ranking, double[][] distances, ReadOnlySpan<int> samples)
    {
        (int lowest, double least) = (0, double.PositiveInfinity);
        for (int candidate = 0; candidate < distances.Length; candidate++)
        {
            double sum = 0;
            foreach (int sample in samples)
            {
                sum += distances[candidate][sample];
            }

            double rank = ranking.RankDistance(candidate, sum / samples.Length, samples);
            (lowest, least) = rank < least ? (candidate, rank) : (lowest, least);
        }

        return lowest;
    }
}
