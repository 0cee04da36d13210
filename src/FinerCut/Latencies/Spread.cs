namespace FinerCut.Latencies;

/// <summary>What repeated measurements of one thing come to.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, of a sample: divided by one less than their number. Null for a
/// single measurement.</param>
public sealed record Spread(double Mean, double? Deviation)
{
    /// <summary>Takes mean and deviation of measurements.</summary>
    /// <param name="values">At least one measurement, in any unit.</param>
    /// <returns>Both in the same unit.</returns>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Spread Measure(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("A spread needs at least one measurement.", nameof(values));
        }

        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return new Spread(mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : null);
    }
}
