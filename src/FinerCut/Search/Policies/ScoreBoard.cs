using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Search.Budgets;

namespace FinerCut.Search.Policies;

/// <summary>What is known of the candidates of one step: the scores so far, and what to expect of the rest.</summary>
/// <remarks>Distances of samples, and what tokens add to them, are never negative, so those that were run add up to a
/// lower bound.</remarks>
internal sealed class ScoreBoard
{
    private readonly double[]?[][] _profiles;
    private readonly int[][] _tokens;
    private readonly int[] _run;
    private readonly IncrementHistory _history;

    // Null where a score came in since.
    private readonly double?[] _expected;

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="history">What earlier steps saw.</param>
    /// <param name="blocks">How far samples may be run.</param>
    public ScoreBoard(IReadOnlyList<SublayerName> candidates, IncrementHistory history, SampleBlocks blocks)
    {
        (Candidates, _history, Blocks) = (candidates, history, blocks);
        _run = new int[candidates.Count];
        _profiles = [.. candidates.Select(_ => new double[blocks.Samples][])];
        _tokens = [.. candidates.Select(_ => new int[blocks.Samples])];
        _expected = new double?[candidates.Count];
    }

    /// <summary>The candidates, in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Candidates { get; }

    /// <summary>By what the candidates compare.</summary>
    public Ranking Ranking { get; init; } = Ranking.ByDistance;

    /// <summary>The candidate with the lowest rank of those that were run on all samples, on a tie the earlier
    /// one.</summary>
    public int Winner => Indices.Where(IsComplete).MinBy(index => Rank(index, DistanceOf(index)));

    /// <summary>The candidate that is most likely to win.</summary>
    public int Favourite => Indices.MinBy(ExpectedRank);

    /// <summary>The candidates that are most likely to win, the likeliest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SublayerName> Likely(int most) =>
        [.. Indices.OrderBy(ExpectedRank).Take(most).Select(index => Candidates[index])];

    /// <summary>How far samples may be run.</summary>
    public SampleBlocks Blocks { get; }

    /// <summary>Number of samples.</summary>
    public int Samples => Blocks.Samples;

    /// <summary>0-based indices of the candidates.</summary>
    public IEnumerable<int> Indices => Enumerable.Range(0, Candidates.Count);

    /// <summary>Takes what the tokens of a sample add to its distance by the metric; what is not a number is worse than
    /// any.</summary>
    /// <returns>What the candidate adds to the sample's sum, if the rest of the sample grows by as much as what was
    /// run.</returns>
    public double Add(Probe probe, double[] profile)
    {
        (_profiles[probe.Candidate][probe.Sample], _tokens[probe.Candidate][probe.Sample]) = (profile, probe.Tokens);
        _run[probe.Candidate] += IsRun(probe.Candidate, probe.Sample) ? 1 : 0;
        _expected[probe.Candidate] = null;
        CurrentDistances now = _history.Current;
        return now.Sum(now.Extend(probe.Sample, StartOf(probe.Candidate, probe.Sample))) - now.Sums[probe.Sample];
    }

    /// <summary>A candidate's profiles by sample; null for those that were not run.</summary>
    public IReadOnlyList<double[]?> ProfilesOf(int candidate) => _profiles[candidate];

    /// <summary>The distance over all samples, or what the tokens that were run add to it.</summary>
    public double DistanceOf(int candidate) =>
        Enumerable.Range(0, Samples).Sum(sample => Seen(candidate, sample)) / Samples;

    /// <summary>A candidate's distance on a sample; where it was not run, as many times the winner's as on what was
    /// run.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="sample">0-based index.</param>
    /// <returns>Infinite for a candidate that was not run at all.</returns>
    public double Estimate(int candidate, int sample)
    {
        if (IsRun(candidate, sample))
        {
            return Seen(candidate, sample);
        }

        int winner = Winner;
        double own = 0;
        double others = 0;
        for (int other = 0; other < Samples; other++)
        {
            if (_tokens[candidate][other] > 0)
            {
                own += Seen(candidate, other);
                others += IsRun(candidate, other)
                    ? Seen(winner, other)
                    : _profiles[winner][other]![Blocks.LastBlock(_tokens[candidate][other])];
            }
        }

        return others > 0 ? own / others * Seen(winner, sample) : double.PositiveInfinity;
    }

    /// <summary>The step for the plan; an infinite distance is written as the largest number there is.</summary>
    /// <param name="changesOnHalves">How often the choice would change on half of the samples; null where that cannot
    /// be told.</param>
    public PlannedStep ToStep(double? changesOnHalves) => new(
        Candidates[Winner].ToString(),
        [.. Indices.Select(index => new CandidateScore(
            Candidates[index].ToString(), Math.Min(DistanceOf(index), double.MaxValue), _run[index]))],
        changesOnHalves);

    /// <summary>What a distance, or a lower bound of one, is worth.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="distance">The mean over all samples.</param>
    public double Rank(int candidate, double distance) => Ranking.RankDistance(candidate, distance);

    /// <summary>The rank that a candidate is expected to have in the end.</summary>
    public double ExpectedRank(int candidate) =>
        Rank(candidate, (_expected[candidate] ??= ExpectAll(candidate)) / Samples);

    /// <summary>Whether a candidate was run on all samples to their end.</summary>
    public bool IsComplete(int candidate) => _run[candidate] == Samples;

    /// <summary>Whether a candidate was run on a sample to its end.</summary>
    public bool IsRun(int candidate, int sample) => _tokens[candidate][sample] == Blocks.Lengths[sample];

    /// <summary>Whether anything was run of a candidate.</summary>
    public bool IsTouched(int candidate) => _tokens[candidate].Any(tokens => tokens > 0);

    /// <summary>How many tokens of a sample a candidate was run on, from the first on; 0 for none.</summary>
    public int TokensOf(int candidate, int sample) => _tokens[candidate][sample];

    /// <summary>What the tokens that were run add to the distance of a sample.</summary>
    public double Seen(int candidate, int sample) => _profiles[candidate][sample]?[^1] ?? 0;

    /// <summary>The distance of a sample that is expected.</summary>
    public double Expect(int candidate, int sample) =>
        _history.Current.With(sample, StartOf(candidate, sample), _history.Expect(Candidates[candidate], sample));

    /// <summary>What is known of a candidate on a sample.</summary>
    public SampleStart StartOf(int candidate, int sample)
    {
        int tokens = _tokens[candidate][sample];
        double now = tokens == 0 ? 0 : _history.Current.Until(sample, Blocks.LastBlock(tokens));
        return new SampleStart((double)tokens / Blocks.Lengths[sample], Seen(candidate, sample), now);
    }

    private double ExpectAll(int candidate) => Enumerable.Range(0, Samples).Sum(sample => Expect(candidate, sample));
}
