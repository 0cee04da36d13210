namespace FinerCut.Search.Budgets;

/// <summary>By what the candidates of one step compare: the lowest rank goes. A lower bound of a distance gives a lower
/// bound of its rank.</summary>
internal sealed class Ranking
{
    /// <summary>The distance itself.</summary>
    public static readonly Ranking ByDistance = new(null, []);

    private readonly IReadOnlyList<double>? _shares;
    private readonly IReadOnlyList<double> _now;
    private readonly double _mean;

    private Ranking(IReadOnlyList<double>? shares, IReadOnlyList<double> now)
    {
        (_shares, _now) = (shares, now);
        _mean = now.Count > 0 ? now.Sum() / now.Count : 0;
    }

    /// <summary>What a candidate adds to the distance for each share that it saves.</summary>
    /// <param name="shares">What each candidate saves of the dense model, greater than 0.</param>
    /// <param name="now">The distance by sample of the model as pruned so far.</param>
    public static Ranking ByRate(IReadOnlyList<double> shares, IReadOnlyList<double> now) => new(shares, now);

    /// <summary>The rank of a candidate.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="distance">The mean over all samples.</param>
    public double RankDistance(int candidate, double distance) => Rate(candidate, distance, _mean);

    /// <summary>The rank that a candidate would have if there were only some of the samples.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="distance">The mean over these samples.</param>
    /// <param name="samples">0-based indices.</param>
    public double RankDistance(int candidate, double distance, ReadOnlySpan<int> samples)
    {
        double now = 0;
        foreach (int sample in _shares is null ? [] : samples)
        {
            now += _now[sample];
        }

        return Rate(candidate, distance, now / samples.Length);
    }

    /// <summary>The distance that has a rank; see <see cref="RankDistance(int, double)"/>.</summary>
    /// <param name="candidate">0-based index.</param>
    /// <param name="rank">The rank.</param>
    public double DistanceAt(int candidate, double rank) => _shares is null ? rank
        : _mean + (rank > 0 ? rank * _shares[candidate] : rank / _shares[candidate]);

    /// <summary>What makes the model better is the better the more it saves, so there the share multiplies.</summary>
    private double Rate(int candidate, double distance, double now)
    {
        if (_shares is null)
        {
            return distance;
        }

        double increment = distance - now;
        return increment > 0 ? increment / _shares[candidate] : increment * _shares[candidate];
    }
}
