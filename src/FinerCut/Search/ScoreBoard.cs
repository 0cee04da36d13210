using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Search.Goals;

namespace FinerCut.Search;

/// <summary>What is known of the candidates of one step, and what is worth running next.</summary>
internal abstract class ScoreBoard
{
    private readonly double[][] _distances;
    private readonly int[] _run;

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="samples">Number of samples.</param>
    protected ScoreBoard(IReadOnlyList<SublayerName> candidates, int samples)
    {
        (Candidates, Samples) = (candidates, samples);
        _run = new int[candidates.Count];
        _distances = [.. candidates.Select(_ => Enumerable.Repeat(double.NaN, samples).ToArray())];
    }

    /// <summary>The candidates, in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Candidates { get; }

    /// <summary>By what the candidates compare.</summary>
    public Ranking Ranking { get; init; } = Ranking.ByDistance;

    /// <summary>The candidate with the lowest rank of those that were run on all samples, on a tie the earlier one.</summary>
    public int Winner => Indices.Where(IsComplete).MinBy(index => Rank(index, DistanceOf(index)));

    protected int Samples { get; }

    protected IEnumerable<int> Indices => Enumerable.Range(0, Candidates.Count);

    /// <summary>The samples to run next, the most promising first; none once the winner is known.</summary>
    /// <param name="most">How many to run together at most.</param>
    public IReadOnlyList<Probe> Next(int most) => [.. Open().Take(most)];

    /// <summary>Takes a distance by the metric; what is not a number is worse than any.</summary>
    public virtual void Add(Probe probe, double distance)
    {
        _distances[probe.Candidate][probe.Sample] = double.IsNaN(distance) ? double.PositiveInfinity : distance;
        _run[probe.Candidate]++;
    }

    /// <summary>A candidate's distances by sample; NaN for those that were not run.</summary>
    public IReadOnlyList<double> DistancesOf(int candidate) => _distances[candidate];

    /// <summary>The distance over all samples, or what those that were run add to it.</summary>
    public double DistanceOf(int candidate) => _distances[candidate].Where(distance => !double.IsNaN(distance)).Sum() / Samples;

    /// <summary>A candidate's distance on a sample; where it was not run, as many times the winner's as on those that were.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="sample">0-based index.</param>
    /// <returns>Infinite for a candidate that was run on none.</returns>
    public virtual double Estimate(int candidate, int sample)
    {
        if (IsRun(candidate, sample))
        {
            return _distances[candidate][sample];
        }

        double[] winner = _distances[Winner];
        double own = 0;
        double others = 0;
        for (int other = 0; other < Samples; other++)
        {
            if (IsRun(candidate, other))
            {
                own += _distances[candidate][other];
                others += winner[other];
            }
        }

        return others > 0 ? own / others * winner[sample] : double.PositiveInfinity;
    }

    /// <summary>The step for the plan; an infinite distance is written as the largest number there is.</summary>
    public PlannedStep ToStep() => new(
        Candidates[Winner].ToString(),
        [.. Indices.Select(index => new CandidateScore(Candidates[index].ToString(), Math.Min(DistanceOf(index), double.MaxValue), _run[index]))],
        Stability.ChangesOnHalves(this));

    /// <summary>The samples that may still be worth running, the most promising first.</summary>
    protected abstract IEnumerable<Probe> Open();

    /// <summary>What a distance, or a lower bound of one, is worth.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="distance">The mean over all samples.</param>
    protected double Rank(int candidate, double distance) => Ranking.Of(candidate, distance);

    protected bool IsComplete(int candidate) => _run[candidate] == Samples;

    protected bool IsRun(int candidate, int sample) => !double.IsNaN(_distances[candidate][sample]);
}
