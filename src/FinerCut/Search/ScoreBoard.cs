using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Search.Budgets;

namespace FinerCut.Search;

/// <summary>What is known of the candidates of one step, and what is worth running next.</summary>
/// <remarks>Distances of samples, and what tokens add to them, are never negative, so those that were run add up to a
/// lower bound.</remarks>
internal abstract class ScoreBoard
{
    private readonly double[]?[][] _profiles;
    private readonly int[][] _tokens;
    private readonly int[] _run;
    private readonly double[] _expected;

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="history">What earlier steps saw.</param>
    /// <param name="blocks">How far samples may be run.</param>
    protected ScoreBoard(IReadOnlyList<SublayerName> candidates, IncrementHistory history, SampleBlocks blocks)
    {
        (Candidates, History, Blocks) = (candidates, history, blocks);
        _run = new int[candidates.Count];
        _profiles = [.. candidates.Select(_ => new double[blocks.Samples][])];
        _tokens = [.. candidates.Select(_ => new int[blocks.Samples])];
        _expected = [.. Indices.Select(ExpectAll)];
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

    protected IncrementHistory History { get; }

    protected SampleBlocks Blocks { get; }

    protected int Samples => Blocks.Samples;

    protected IEnumerable<int> Indices => Enumerable.Range(0, Candidates.Count);

    /// <summary>What to run next, the most promising first; nothing once the winner is known.</summary>
    /// <param name="most">How many to run together at most.</param>
    public IReadOnlyList<Probe> Next(int most) => [.. Open().Take(most)];

    /// <summary>Takes what the tokens of a sample add to its distance by the metric; what is not a number is worse than
    /// any.</summary>
    public void Add(Probe probe, double[] profile)
    {
        (_profiles[probe.Candidate][probe.Sample], _tokens[probe.Candidate][probe.Sample]) = (profile, probe.Tokens);
        _run[probe.Candidate] += IsRun(probe.Candidate, probe.Sample) ? 1 : 0;
        Learn(probe, History.Current.Sum(History.Current.Extend(probe.Sample, StartOf(probe.Candidate, probe.Sample)))
            - History.Current.Sums[probe.Sample]);
        _expected[probe.Candidate] = ExpectAll(probe.Candidate);
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
    public virtual double Estimate(int candidate, int sample)
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
    public PlannedStep ToStep() => new(
        Candidates[Winner].ToString(),
        [.. Indices.Select(index => new CandidateScore(
            Candidates[index].ToString(), Math.Min(DistanceOf(index), double.MaxValue), _run[index]))],
        Stability.ChangesOnHalves(this));

    /// <summary>What may still be worth running, the most promising first.</summary>
    protected abstract IEnumerable<Probe> Open();

    /// <summary>Tells the history what a candidate adds to a sample.</summary>
    protected abstract void Learn(Probe probe, double increment);

    /// <summary>What a distance, or a lower bound of one, is worth.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="distance">The mean over all samples.</param>
    protected double Rank(int candidate, double distance) => Ranking.RankDistance(candidate, distance);

    /// <summary>The rank that a candidate is expected to have in the end.</summary>
    protected double ExpectedRank(int candidate) => Rank(candidate, _expected[candidate] / Samples);

    protected bool IsComplete(int candidate) => _run[candidate] == Samples;

    protected bool IsRun(int candidate, int sample) => _tokens[candidate][sample] == Blocks.Lengths[sample];

    protected bool IsTouched(int candidate) => _tokens[candidate].Any(tokens => tokens > 0);

    /// <summary>What the tokens that were run add to the distance of a sample.</summary>
    protected double Seen(int candidate, int sample) => _profiles[candidate][sample]?[^1] ?? 0;

    /// <summary>The distance of a sample that is expected.</summary>
    protected double Expect(int candidate, int sample) =>
        History.Current.With(sample, StartOf(candidate, sample), History.Expect(Candidates[candidate], sample));

    protected SampleStart StartOf(int candidate, int sample)
    {
        int tokens = _tokens[candidate][sample];
        double now = tokens == 0 ? 0 : History.Current.Until(sample, Blocks.LastBlock(tokens));
        return new SampleStart((double)tokens / Blocks.Lengths[sample], Seen(candidate, sample), now);
    }

    /// <summary>How much a sample tells of a candidate.</summary>
    protected virtual double Promise(int candidate, int sample) => Expect(candidate, sample) - Seen(candidate, sample);

    /// <summary>All that was not run of a candidate, what tells most first.</summary>
    protected IEnumerable<Probe> RestOf(int candidate) => Enumerable.Range(0, Samples)
        .Where(sample => !IsRun(candidate, sample))
        .OrderBy(sample => _tokens[candidate][sample])
        .ThenByDescending(sample => Promise(candidate, sample))
        .Select(sample => new Probe(candidate, sample, Blocks.Lengths[sample]));

    /// <summary>The cheapest way to raise the bound of a candidate: the shortest start of a sample that is expected to
    /// do, else a whole one.</summary>
    /// <param name="candidate">0-based index; not complete.</param>
    /// <param name="need">By how much, summed over the samples.</param>
    /// <param name="gain">By how much a sample is expected to raise it.</param>
    protected Probe Cheapest(int candidate, double need, Func<int, double> gain) => Enumerable.Range(0, Samples)
        .Where(sample => _tokens[candidate][sample] == 0 && need <= SearchTuning.LongestStart * gain(sample))
        .Select(sample => new Probe(candidate, sample, Blocks.Holding(sample, need / gain(sample))))
        .OrderBy(probe => probe.Tokens)
        .ThenByDescending(probe => gain(probe.Sample))
        .Concat(RestOf(candidate))
        .First();

    private double ExpectAll(int candidate) => Enumerable.Range(0, Samples).Sum(sample => Expect(candidate, sample));
}
