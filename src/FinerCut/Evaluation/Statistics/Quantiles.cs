namespace FinerCut.Evaluation.Statistics;

/// <summary>How numbers are spread.</summary>
public sealed class Quantiles
{
    private readonly double[] _sorted;

    /// <summary>Sorts numbers.</summary>
    /// <param name="values">At least one number, in any order; those that are none come first.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Quantiles(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("Quantiles need at least one number.", nameof(values));
        }
    }

    /// <summary>The percentiles that reports show.</summary>
    public static IReadOnlyList<double> Shown { get; } = [99.9, 99, 95, 90, 75, 50, 25, 10, 5, 1, 0.1];

    /// <summary>The smallest number.</summary>
    public double Minimum => _sorted[0];

    /// <summary>The largest number.</summary>
    public double Maximum => _sorted[^1];

    /// <summary>The number in the middle, of two their mean.</summary>
    public double Median => Percentile(50);

    /// <summary>The number that a share of all do not exceed, between two neighbours in a straight line.</summary>
    /// <param name="percent">From 0 to 100.</param>
    public double Percentile(double percent)
    {
        double place = percent / 100 * (_sorted.Length - 1);
        int below = (int)Math.Clamp(Math.Floor(place), 0, _sorted.Length - 1);
        int above = Math.Min(below + 1, _sorted.Length - 1);
        double share = place - below;
        return share == 0 ? _sorted[below] : (_sorted[below] * (1 - share)) + (_sorted[above] * share);
    }
}
