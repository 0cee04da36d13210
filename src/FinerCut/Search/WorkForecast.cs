namespace FinerCut.Search;

/// <summary>Tells how much work a search still takes, and learns from its steps: each takes some share of what all its candidates on all
/// samples would take, and that share changes as the search gets to know them.</summary>
/// <param name="firstShare">The share to expect of the first step.</param>
internal sealed class WorkForecast(double firstShare)
{
    /// <summary>How much the share of a step counts against that of the next one.</summary>
    private const double Memory = 0.6;

    private readonly List<double> _shares = [];
    private double _start;
    private double _whole;
    private double _later;

    /// <summary>The shares of the steps so far.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>What the next steps are expected to take: the mean of those before, the latest ones counting most. The first step, which
    /// knows nothing, says little about the others and is soon forgotten.</summary>
    private double Share
    {
        get
        {
            if (_shares.Count == 0)
            {
                return firstShare;
            }

            double weight = 0;
            double sum = 0;
            foreach (double share in _shares)
            {
                (weight, sum) = ((weight * Memory) + 1, (sum * Memory) + share);
            }

            return sum / weight;
        }
    }

    /// <summary>Takes over what an earlier run learned.</summary>
    public void Restore(IEnumerable<double> shares) => _shares.AddRange(shares);

    /// <summary>A step begins.</summary>
    /// <param name="done">Work done before it.</param>
    /// <param name="whole">Work of all its candidates on all samples.</param>
    /// <param name="candidates">Their number.</param>
    /// <param name="stepsAfter">Steps to come after this one.</param>
    public void Begin(double done, double whole, int candidates, int stepsAfter)
    {
        (_start, _whole) = (done, whole);
        // Each of the remaining candidates runs through about half of the remaining sublayers.
        _later = whole * Enumerable.Range(1, stepsAfter).Sum(later => Math.Pow((double)(candidates - later) / candidates, 2));
    }

    /// <summary>Work of the whole search, what is done included.</summary>
    /// <param name="done">Work done so far.</param>
    public double Total(double done) => Math.Max(done, _start + (Share * _whole)) + (Share * _later);

    /// <summary>The step ends.</summary>
    /// <param name="done">Work done so far.</param>
    public void End(double done) => _shares.Add((done - _start) / _whole);
}
