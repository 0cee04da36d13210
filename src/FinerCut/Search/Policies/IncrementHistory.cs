using FinerCut.Decoders;
using FinerCut.Distances;

namespace FinerCut.Search.Policies;

/// <summary>What each candidate added to the distance of each sample when it was run last, and how much of it is sure
/// to be added still.</summary>
/// <remarks>A removal changes what others add, those near it most: on SmolLM2 (calibration of the paper, 25 %) the sum
/// of a candidate's increments fell in one step to 0.56 of what it had been at a distance of up to 2 sublayers, to 0.74
/// at up to 5, and to 0.77 beyond. Such changes go up and down, so that their logarithms add up in squares.</remarks>
internal sealed class IncrementHistory
{
    private readonly IReadOnlyDictionary<SublayerName, int> _places;
    private readonly Dictionary<SublayerName, CandidateHistory> _candidates = [];
    private readonly List<int> _removedPlaces = [];
    private double[] _hardness;
    private double _trust = 1;

    /// <param name="metric">The metric.</param>
    /// <param name="places">Places of all sublayers in the stream, counted in sublayers.</param>
    /// <param name="samples">Number of samples.</param>
    public IncrementHistory(DistanceMetric metric, IReadOnlyDictionary<SublayerName, int> places, int samples)
    {
        _places = places;
        Current = new CurrentDistances(metric, samples);
        _hardness = [.. Enumerable.Repeat(1.0, samples)];
    }

    /// <summary>The smallest ratio of an increment to its bound; infinite before the first.</summary>
    public double Tightness { get; private set; } = double.PositiveInfinity;

    /// <summary>How often a bound was above what it should be below.</summary>
    public int Failures { get; private set; }

    /// <summary>Whether no sublayer has gone yet.</summary>
    public bool IsFirstStep => _removedPlaces.Count == 0;

    /// <summary>The model as pruned so far.</summary>
    public CurrentDistances Current { get; }

    /// <summary>Whether anything was seen of a candidate.</summary>
    public bool Knows(SublayerName name) => _candidates.ContainsKey(name);

    /// <summary>What a candidate is expected to add to a sample: what it added last, or what its other samples tell; 0
    /// where nothing was seen of it.</summary>
    public double Expect(SublayerName name, int sample)
    {
        if (!_candidates.TryGetValue(name, out CandidateHistory? known))
        {
            return 0;
        }

        double seen = known.Increments[sample];
        return double.IsNaN(seen) ? known.Guess(sample, _hardness) : seen;
    }

    /// <summary>The last increment of a candidate on a sample; NaN where there is none.</summary>
    public double IncrementOf(SublayerName name, int sample) =>
        _candidates.TryGetValue(name, out CandidateHistory? known) ? known.Increments[sample] : double.NaN;

    /// <summary>What a candidate adds to a sample at least, as far as can be told; 0 where nothing was seen of
    /// it.</summary>
    public double BoundOf(SublayerName name, int sample)
    {
        if (!_candidates.TryGetValue(name, out CandidateHistory? known))
        {
            return 0;
        }

        double increment = Expect(name, sample);
        double sure = double.IsNaN(known.Increments[sample])
            ? SearchTuning.SureOfGuess * KeptSince(name, known.LastSeen)
            : KeptSince(name, known.SeenAfter[sample]);
        sure *= known.Trust * _trust;
        return increment > 0 ? increment * sure : increment / sure;
    }

    /// <summary>Takes an increment, if it is a number, and compares it with its bound. Where that was too high, the
    /// candidate's other bounds are trusted less; where the bounds of several samples of a candidate together were too
    /// high, all bounds are.</summary>
    /// <returns>Whether all bounds have changed.</returns>
    public bool Learn(SublayerName name, int sample, double increment)
    {
        if (!double.IsFinite(increment))
        {
            return false;
        }

        double bound = BoundOf(name, sample);
        if (_candidates.TryGetValue(name, out CandidateHistory? before))
        {
            before.Judge(increment, bound);
        }

        CandidateHistory known = Note(name, sample, increment)!;
        if (bound > 0)
        {
            double ratio = increment / bound;
            Tightness = Math.Min(Tightness, ratio);
            Failures += ratio < 1 ? 1 : 0;
            known.Trust = Math.Max(
                SearchTuning.SmallestTrust, known.Trust * Math.Clamp(ratio, SearchTuning.SmallestTrust, 1));
        }

        if (known.Verdict(SearchTuning.SamplesToJudge) is not { } failed)
        {
            return false;
        }

        _trust = Math.Max(SearchTuning.SmallestTrustInAll, _trust * Math.Max(SearchTuning.SmallestTrust, failed));
        return true;
    }

    /// <summary>Takes an increment, if it is a number, without a look at its bound.</summary>
    /// <returns>What is known of the candidate; null if the increment is no number.</returns>
    public CandidateHistory? Note(SublayerName name, int sample, double increment)
    {
        if (!double.IsFinite(increment))
        {
            return null;
        }

        if (!_candidates.TryGetValue(name, out CandidateHistory? known))
        {
            _candidates[name] = known = new CandidateHistory(Current.Sums.Length);
        }

        known.Learn(sample, increment, _removedPlaces.Count);
        return known;
    }

    /// <summary>A sublayer goes.</summary>
    /// <param name="name">The sublayer.</param>
    /// <param name="profiles">What blocks of tokens add to the distance of each sample without it, the last one to all
    /// of it.</param>
    public void Remove(SublayerName name, IReadOnlyList<double[]> profiles)
    {
        _removedPlaces.Add(_places[name]);
        Current.MoveTo(profiles);
        LearnHardness();
        _candidates.Remove(name);
        _trust = Math.Min(1, _trust * SearchTuning.Recovery);
        foreach (CandidateHistory known in _candidates.Values)
        {
            known.ForgetJudgement();
        }
    }

    /// <summary>What is known after a step.</summary>
    public HistoryState Snapshot() => new()
    {
        Tightness = Tightness,
        Failures = Failures,
        Trust = _trust,
        Now = [.. Current.Sums],
        NowProfiles = Current.Profiles,
        Hardness = [.. _hardness],
        RemovedPlaces = [.. _removedPlaces],
        Candidates = _candidates.ToDictionary(known => known.Key.ToString(), known => known.Value.Snapshot()),
    };

    /// <summary>Knows what was known then.</summary>
    public void Restore(HistoryState state)
    {
        (Tightness, Failures, _trust, _hardness) = (state.Tightness, state.Failures, state.Trust, state.Hardness);
        Current.Restore(state.Now, state.NowProfiles);
        _removedPlaces.AddRange(state.RemovedPlaces);
        foreach ((string name, CandidateState known) in state.Candidates)
        {
            _candidates[SublayerName.Parse(name)] = CandidateHistory.Restore(known);
        }
    }

    /// <summary>What the removals since a step have left at least of an increment that was seen then.</summary>
    private double KeptSince(SublayerName name, int step)
    {
        double squares = 0;
        for (int i = step; i < _removedPlaces.Count; i++)
        {
            double log = Math.Log(KeptAt(Math.Abs(_places[name] - _removedPlaces[i])));
            squares += log * log;
        }

        return Math.Exp(-Math.Sqrt(squares));
    }

    private static double KeptAt(int distance) => distance switch
    {
        <= SearchTuning.Near => SearchTuning.KeptNear,
        <= SearchTuning.Close => SearchTuning.KeptClose,
        _ => SearchTuning.KeptFar,
    };

    /// <summary>How large increments are on each sample, compared with the mean, by the candidates that were run on
    /// all.</summary>
    private void LearnHardness()
    {
        List<double[]> whole = [.. _candidates.Values
            .Select(known => known.Increments)
            .Where(increments => increments.All(increment => increment > 0))];
        if (whole.Count > 0)
        {
            _hardness = [.. Enumerable.Range(0, Current.Sums.Length)
                .Select(sample => whole.Average(increments => increments[sample] / increments.Average()))];
        }
    }
}
