namespace FinerCut.Search;

/// <summary>Tells how much work a search still takes, and learns from its steps: each takes some share of what all its
/// candidates on all samples would take, and that share grows or falls as candidates come closer to each other and the
/// search gets to know them.</summary>
/// <param name="firstShare">The share to expect of the first step.</param>
internal sealed class WorkForecast(double firstShare)
{
    private readonly List<double> _shares = [];
    private (double Whole, int Candidates)? _first;
    private double _start;
    private double _whole;
    private double _expected;
    private double _expectedLater;

    /// <summary>The shares of the steps so far.</summary>
    public IReadOnlyList<double> Shares => _shares;

    /// <summary>Takes over what an earlier run learned.</summary>
    public void Restore(IEnumerable<double> shares) => _shares.AddRange(shares);

    /// <summary>A step begins.</summary>
    /// <param name="done">Work done before it.</param>
    /// <param name="whole">Work of all its candidates on all samples.</param>
    /// <param name="candidates">Their number.</param>
    /// <param name="stepsAfter">Steps to come after this one.</param>
    public void Begin(double done, double whole, int candidates, int stepsAfter)
    {
        _first ??= (whole, candidates);
        (_start, _whole) = (done, whole);
        ShareTrend trend = new(_shares.Count > 0 ? _shares : [firstShare]);
        double exponent = ExponentAt(whole, candidates);
        _expected = trend.Expect(1) * whole;
        _expectedLater = Enumerable.Range(1, stepsAfter)
            .Sum(later =>
                trend.Expect(1 + later) * whole * Math.Pow((double)(candidates - later) / candidates, exponent));
    }

    /// <summary>Work of the whole search, what is done included.</summary>
    /// <param name="done">Work done so far.</param>
    public double Total(double done) => Math.Max(done, _start + _expected) + _expectedLater;

    /// <summary>The step ends.</summary>
    /// <param name="done">Work done so far.</param>
    public void End(double done)
    {
        double share = (done - _start) / _whole;
        if (share > 0 && double.IsFinite(share))
        {
            _shares.Add(share);
        }
    }

    /// <summary>With each candidate that goes there is one less to run, and one sublayer less in the way of the others;
    /// but the head stays. So the work falls between linearly and by the square, and the steps so far tell
    /// how.</summary>
    private double ExponentAt(double whole, int candidates)
    {
        (double firstWhole, int firstCandidates) = _first!.Value;
        return candidates < firstCandidates
            ? Math.Clamp(Math.Log(whole / firstWhole) / Math.Log((double)candidates / firstCandidates), 1, 2)
            : 2;
    }
}
