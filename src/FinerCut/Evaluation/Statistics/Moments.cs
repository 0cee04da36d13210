namespace FinerCut.Evaluation.Statistics;

/// <summary>Means of independent observations, and how sure they are.</summary>
internal static class Moments
{
    /// <summary>The mean with its standard error.</summary>
    /// <param name="values">At least one observation.</param>
    public static Estimate Mean(ReadOnlySpan<double> values) => new(
        Average(values), values.Length > 1 ? Math.Sqrt(CovarianceOfMeans(values, values)) : null);

    /// <summary>The exponential of the mean, with its standard error to first order.</summary>
    /// <param name="values">At least one observation.</param>
    public static Estimate ExponentialOfMean(ReadOnlySpan<double> values)
    {
        Estimate mean = Mean(values);
        double exponential = Math.Exp(mean.Value);
        return new Estimate(exponential, exponential * mean.StandardError);
    }

    /// <summary>A sum divided by another one, with its standard error to first order.</summary>
    /// <param name="parts">What each observation adds to the first sum.</param>
    /// <param name="wholes">What it adds to the second one, which is positive.</param>
    public static Estimate Ratio(IReadOnlyList<double> parts, IReadOnlyList<double> wholes)
    {
        double ratio = parts.Sum() / wholes.Sum();
        Estimate rest = Mean([.. parts.Zip(wholes, (part, whole) => part - (ratio * whole))]);
        return new Estimate(ratio, rest.StandardError / wholes.Average());
    }

    /// <summary>The root of the mean square, with its standard error to first order.</summary>
    /// <param name="values">At least one observation.</param>
    public static Estimate RootMeanSquare(ReadOnlySpan<double> values)
    {
        double[] squares = new double[values.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = values[i] * values[i];
        }

        Estimate mean = Mean(squares);
        double root = Math.Sqrt(mean.Value);
        return new Estimate(root, root > 0 ? mean.StandardError / (2 * root) : mean.StandardError);
    }

    /// <summary>The mean alone, added up first to last.</summary>
    /// <param name="values">At least one observation.</param>
    public static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The covariance of two means of the same observations, of one mean with itself its variance.</summary>
    /// <param name="first">At least two observations.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <returns>The sample covariance, which divides by one observation less, divided by their number.</returns>
    public static double CovarianceOfMeans(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double firstMean = Average(first);
        double secondMean = Average(second);
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            sum += (first[i] - firstMean) * (second[i] - secondMean);
        }

        return sum / (first.Length - 1) / first.Length;
    }
}
