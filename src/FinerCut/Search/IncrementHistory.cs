using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search.Checkpoints;

namespace FinerCut.Search;

/// <summary>What each candidate added to the distance of each sample when it was run last. A removal changes that less the farther away it
/// is, so a part of it bounds what the candidate adds now.</summary>
/// <remarks>What adds up is the distance itself, for angles and norms their squares.</remarks>
internal sealed class IncrementHistory
{
    private const double SmallestShare = 0.05;
    private const double Loosening = 0.8;

    private readonly Dictionary<SublayerName, double[]> _increments = [];
    private readonly bool _areSquares;
    private readonly int _samples;

    /// <param name="metric">The metric.</param>
    /// <param name="samples">Number of samples.</param>
    public IncrementHistory(DistanceMetric metric, int samples)
    {
        _samples = samples;
        _areSquares = metric is DistanceMetric.Angular or DistanceMetric.Norm;
        Share = _areSquares ? 0.35 : 0.5;
        Now = new double[samples];
    }

    /// <summary>The part of an earlier increment that a bound takes.</summary>
    public double Share { get; private set; }

    /// <summary>The smallest ratio of an increment to its bound; infinite before the first.</summary>
    public double Tightness { get; private set; } = double.PositiveInfinity;

    /// <summary>How often a bound was above what it should be below.</summary>
    public int Failures { get; private set; }

    /// <summary>The last sublayer to go; null before the first.</summary>
    public SublayerName? Last { get; private set; }

    /// <summary>What adds up of the distances of the model as pruned so far, by sample.</summary>
    public double[] Now { get; private set; }

    /// <summary>What a distance adds up as.</summary>
    public double Sum(double distance) => _areSquares ? distance * distance : distance;

    /// <summary>The distance that something adds up to.</summary>
    public double Distance(double sum) => _areSquares ? Math.Sqrt(Math.Max(0, sum)) : Math.Max(0, sum);

    /// <summary>The last increment of a candidate on a sample; NaN where there is none.</summary>
    public double IncrementOf(SublayerName name, int sample) => _increments.TryGetValue(name, out double[]? known) ? known[sample] : double.NaN;

    /// <summary>Takes an increment.</summary>
    public void Learn(SublayerName name, int sample, double increment)
    {
        if (!_increments.TryGetValue(name, out double[]? known))
        {
            _increments[name] = known = [.. Enumerable.Repeat(double.NaN, _samples)];
        }

        known[sample] = increment;
    }

    /// <summary>Compares an increment with its bound, and takes smaller parts from now on where the bound was too high.</summary>
    public void Check(double increment, double bound)
    {
        if (!(bound > 0))
        {
            return;
        }

        double ratio = increment / bound;
        Tightness = Math.Min(Tightness, ratio);
        if (ratio < 1)
        {
            Failures++;
            Share = Math.Max(SmallestShare, Share * Loosening * Math.Max(0, ratio));
        }
    }

    /// <summary>A sublayer goes.</summary>
    public void Remove(SublayerName name, IReadOnlyList<double> distances)
    {
        Last = name;
        Now = [.. distances.Select(Sum)];
        _increments.Remove(name);
    }

    /// <summary>What is known now, apart from what will be.</summary>
    public HistoryState Snapshot() => new()
    {
        Share = Share,
        Tightness = Tightness,
        Failures = Failures,
        Last = Last?.ToString(),
        Now = [.. Now],
        Increments = _increments.ToDictionary(known => known.Key.ToString(), known => known.Value.ToArray()),
    };

    /// <summary>Knows what was known then.</summary>
    public void Restore(HistoryState state)
    {
        (Share, Tightness, Failures, Now) = (state.Share, state.Tightness, state.Failures, state.Now);
        Last = state.Last is { } last ? SublayerName.Parse(last) : null;
        foreach ((string name, double[] increments) in state.Increments)
        {
            _increments[SublayerName.Parse(name)] = increments;
        }
    }
}
