using FinerCut.Distances;

namespace FinerCut.Search.Policies;

/// <summary>The distances of the model as pruned so far, and how those of its candidates follow from them.</summary>
/// <remarks>What adds up over removals is the distance itself, for angles and norms their squares; over the tokens of a
/// sample it is the distance itself too, for norms alone their squares.</remarks>
/// <param name="metric">The metric.</param>
/// <param name="samples">Number of samples.</param>
internal sealed class CurrentDistances(DistanceMetric metric, int samples)
{
    private readonly bool _areSquares = metric is DistanceMetric.Angular or DistanceMetric.Norm;
    private readonly bool _areSquaresOverTokens = metric == DistanceMetric.Norm;

    /// <summary>What adds up over removals, by sample.</summary>
    public double[] Sums { get; private set; } = new double[samples];

    /// <summary>What blocks of tokens add to the distance, by sample, the last one to all of it; empty as long as
    /// nothing has gone.</summary>
    public IReadOnlyList<double[]> Profiles { get; private set; } = [];

    /// <summary>What a distance adds up as.</summary>
    public double Sum(double distance) => _areSquares ? distance * distance : distance;

    /// <summary>The distance that something adds up to.</summary>
    public double Distance(double sum) => _areSquares ? Math.Sqrt(Math.Max(0, sum)) : Math.Max(0, sum);

    /// <summary>What the first tokens of a sample add to its distance.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="block">0-based index of the last of their blocks.</param>
    public double Until(int sample, int block) => Profiles.Count == 0 ? 0 : Profiles[sample][block];

    /// <summary>The distance of a sample of which the start was run, if the rest grows by as much as the
    /// start.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="start">What is known of the start.</param>
    public double Extend(int sample, SampleStart start)
    {
        double now = OverTokens(Distance(Sums[sample]));
        return start.Share == 1
            ? start.Seen
            : FromTokens(now + ((OverTokens(start.Seen) - OverTokens(start.Now)) / start.Share));
    }

    /// <summary>The distance of a sample of which the start was run, if a candidate adds so much to all of it: what was
    /// seen stays.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="start">What is known of the start.</param>
    /// <param name="increment">What the candidate adds to the sample's sum.</param>
    public double With(int sample, SampleStart start, double increment)
    {
        double now = OverTokens(Distance(Sums[sample]));
        double rest =
            now - OverTokens(start.Now) + ((1 - start.Share) * (OverTokens(Distance(Sums[sample] + increment)) - now));
        return start.Share == 1 ? start.Seen : Math.Max(start.Seen, FromTokens(OverTokens(start.Seen) + rest));
    }

    /// <summary>Goes on to the model without one more sublayer.</summary>
    /// <param name="profiles">What blocks of tokens add to the distance of each sample, the last one to all of
    /// it.</param>
    public void MoveTo(IReadOnlyList<double[]> profiles) =>
        (Profiles, Sums) = (profiles, [.. profiles.Select(profile => Sum(profile[^1]))]);

    /// <summary>Knows what was known then.</summary>
    public void Restore(double[] sums, IReadOnlyList<double[]> profiles) => (Sums, Profiles) = (sums, profiles);

    private double OverTokens(double distance) => _areSquaresOverTokens ? distance * distance : distance;

    private double FromTokens(double sum) => _areSquaresOverTokens ? Math.Sqrt(Math.Max(0, sum)) : Math.Max(0, sum);
}
