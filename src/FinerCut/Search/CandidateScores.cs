using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Search;

/// <summary>The candidates of a step, each with the samples run so far. Distances of samples are never negative, so what is known adds up
/// to a lower bound, and the first candidate whose bound is complete and lowest has won.</summary>
internal sealed class CandidateScores(IReadOnlyList<SublayerName> candidates, int samples)
{
    private readonly double[] _sums = new double[candidates.Count];
    private readonly int[] _samples = new int[candidates.Count];

    /// <summary>The candidate with the lowest bound, on a tie the earlier one in the stream.</summary>
    public int Lowest => Enumerable.Range(0, candidates.Count).MinBy(index => _sums[index]);

    /// <summary>A candidate that was not run on all samples; null when there is none.</summary>
    public int? FirstIncomplete => Enumerable.Range(0, candidates.Count).Cast<int?>().FirstOrDefault(index => !IsComplete(index!.Value));

    public SublayerName NameOf(int index) => candidates[index];

    /// <summary>The next sample to run of a candidate.</summary>
    public int NextSample(int index) => _samples[index];

    public bool IsComplete(int index) => _samples[index] == samples;

    /// <summary>Adds the distance of the next sample; what is not a number is worse than any.</summary>
    public void Add(int index, double distance)
    {
        _sums[index] += double.IsNaN(distance) ? double.PositiveInfinity : distance;
        _samples[index]++;
    }

    public double DistanceOf(int index) => _sums[index] / samples;

    /// <summary>The step for the plan; an infinite distance is written as the largest number there is.</summary>
    public PlannedStep ToStep(int winner) => new(
        candidates[winner].ToString(),
        [.. candidates.Select((name, index) => new CandidateScore(name.ToString(), Math.Min(DistanceOf(index), double.MaxValue), _samples[index]))]);
}
