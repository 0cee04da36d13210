using FinerCut.Decoders;

namespace FinerCut.Search;

/// <summary>Best first: the candidate with the lowest bound gets its next sample, until one is complete and lower than all bounds.</summary>
internal sealed class LazyScores : ScoreBoard
{
    private const int FirstSamples = 2;
    private const int Near = 2;

    // In a model of few sublayers all are near each other, and little is to be saved.
    private const int FewSublayers = 32;

    // A removal can make a sample better, so candidates within this share of the winner are run to their end too.
    private const double NearTie = 1.005;

    private readonly IncrementHistory _history;
    private readonly Queue<Probe> _first;
    private readonly double[] _scale;
    private readonly bool[] _isNear;
    private readonly Dictionary<int, (double New, double Old)> _seen = [];

    /// <param name="candidates">In the order of the stream.</param>
    /// <param name="places">Places of the candidates in the stream, counted in sublayers; and that of the last one to go.</param>
    /// <param name="history">What earlier steps saw.</param>
    public LazyScores(IReadOnlyList<SublayerName> candidates, Func<SublayerName, int> places, IncrementHistory history)
        : base(candidates, history.Now.Length)
    {
        _history = history;
        _scale = [.. Enumerable.Repeat(1.0, candidates.Count)];
        _isNear = [.. candidates.Select(name => history.Last is { } last && (candidates.Count <= FewSublayers || Math.Abs(places(name) - places(last)) <= Near))];
        int[] order = [.. Enumerable.Range(0, Samples).OrderByDescending(sample => history.Now[sample]).Take(FirstSamples)];
        _first = new(Indices.Where(index => history.Last is null || _isNear[index]).SelectMany(index => order.Select(sample => new Probe(index, sample))));
    }

    /// <inheritdoc/>
    public override Probe? Next()
    {
        if (_first.TryDequeue(out Probe first))
        {
            return first;
        }

        double[] bounds = [.. Indices.Select(index => BoundOf(index) / Samples)];
        double lowest = Indices.Where(IsComplete).Select(index => Rank(index, bounds[index])).DefaultIfEmpty(double.PositiveInfinity).Min();
        List<int> open = [.. Indices.Where(index => !IsComplete(index) && (Rank(index, bounds[index] / NearTie) <= lowest || !double.IsFinite(lowest)))];
        return open.Count == 0 ? null : NextOf(open.MinBy(index => Rank(index, bounds[index])));
    }

    /// <inheritdoc/>
    public override void Add(Probe probe, double distance)
    {
        SublayerName name = Candidates[probe.Candidate];
        double increment = _history.Sum(distance) - _history.Now[probe.Sample];
        double bound = IncrementBound(probe.Candidate, probe.Sample);
        if (_first.Count == 0 || !_isNear[probe.Candidate])
        {
            _history.Check(increment, bound);
        }

        base.Add(probe, distance);
        Rescale(probe, increment);
        _history.Learn(name, probe.Sample, increment);
    }

    /// <inheritdoc/>
    public override double Estimate(int candidate, int sample)
    {
        double last = IsRun(candidate, sample) ? double.NaN : _history.IncrementOf(Candidates[candidate], sample);
        return double.IsNaN(last) ? base.Estimate(candidate, sample) : _history.Distance(_history.Now[sample] + last);
    }

    /// <summary>Near the last removal an increment may be another one by far: what was seen tells by how much.</summary>
    private void Rescale(Probe probe, double increment)
    {
        double old = _history.IncrementOf(Candidates[probe.Candidate], probe.Sample);
        if (_isNear[probe.Candidate] && !double.IsNaN(old))
        {
            (double newSum, double oldSum) = _seen.GetValueOrDefault(probe.Candidate);
            _seen[probe.Candidate] = (newSum, oldSum) = (newSum + increment, oldSum + old);
            _scale[probe.Candidate] = oldSum > 0 ? Math.Max(0, newSum / oldSum) : 0;
        }
    }

    /// <summary>The sample that is expected to raise the bound most.</summary>
    private Probe NextOf(int candidate) => new(candidate, Enumerable.Range(0, Samples).Where(sample => !IsRun(candidate, sample))
        .MaxBy(sample => _history.Now[sample] + IncrementBound(candidate, sample)));

    private double BoundOf(int candidate)
    {
        double sum = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            double known = DistancesOf(candidate)[sample];
            sum += double.IsNaN(known) ? _history.Distance(_history.Now[sample] + IncrementBound(candidate, sample)) : known;
        }

        return sum;
    }

    private double IncrementBound(int candidate, int sample)
    {
        SublayerName name = Candidates[candidate];
        double last = _history.IncrementOf(name, sample);
        if (double.IsNaN(last))
        {
            last = Enumerable.Range(0, Samples).Select(other => _history.IncrementOf(name, other)).Where(known => !double.IsNaN(known)).DefaultIfEmpty(0).Average();
        }

        return Part(last * _scale[candidate], _history.Share);
    }

    private static double Part(double increment, double share) => increment > 0 ? increment * share : increment / share;
}
