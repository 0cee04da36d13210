using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Comparisons;

/// <summary>How much larger the perplexity of a pruned model is than that of the dense one. Both read the same tokens,
/// so the errors come from the differences, and are much smaller than those of the perplexities.</summary>
public sealed record PerplexityRatio
{
    /// <summary>Perplexity of the pruned model divided by that of the dense one.</summary>
    public required Estimate Ratio { get; init; }

    /// <summary>Natural logarithm of the ratio.</summary>
    public required Estimate LogRatio { get; init; }

    /// <summary>Perplexity of the pruned model minus that of the dense one.</summary>
    public required Estimate Difference { get; init; }

    /// <summary>Correlation of both models' losses, with <see cref="PerplexityProtocol.Rows"/> of their perplexities,
    /// from -1 to 1; null where all are equal, or there is one alone.</summary>
    public required double? Correlation { get; init; }

    /// <summary>Compares losses.</summary>
    /// <param name="protocol">How the windows are put together.</param>
    /// <param name="dense">Nats, shape <c>[windows][predictions]</c>.</param>
    /// <param name="pruned">The same of the pruned model.</param>
    internal static PerplexityRatio Of(PerplexityProtocol protocol, double[][] dense, double[][] pruned) =>
        protocol == PerplexityProtocol.Rows
            ? OfMeans(PerplexityEstimate.OfEachWindow(dense), PerplexityEstimate.OfEachWindow(pruned))
            : OfLosses([.. dense.SelectMany(window => window)], [.. pruned.SelectMany(window => window)]);

    private static PerplexityRatio OfLosses(double[] dense, double[] pruned)
    {
        Estimate log = Moments.Mean([.. dense.Zip(pruned, (p, q) => q - p)]);
        double ratio = Math.Exp(log.Value);
        double before = Math.Exp(Moments.Average(dense));
        double after = Math.Exp(Moments.Average(pruned));
        return new PerplexityRatio
        {
            Ratio = new Estimate(ratio, ratio * log.StandardError),
            LogRatio = log,
            Difference = new Estimate(after - before, ErrorOf(dense, before, pruned, after)),
            Correlation = CorrelationOf(dense, pruned),
        };
    }

    private static PerplexityRatio OfMeans(double[] dense, double[] pruned)
    {
        double before = Moments.Average(dense);
        double after = Moments.Average(pruned);
        double? error = ErrorOf(dense, after / before / before, pruned, 1 / before);
        return new PerplexityRatio
        {
            Ratio = new Estimate(after / before, error),
            LogRatio = new Estimate(Math.Log(after / before), error * before / after),
            Difference = Moments.Mean([.. dense.Zip(pruned, (p, q) => q - p)]),
            Correlation = CorrelationOf(dense, pruned),
        };
    }

    /// <summary>The standard error of the difference of both means, each with a factor; their covariance is in the
    /// differences.</summary>
    private static double? ErrorOf(double[] dense, double denseFactor, double[] pruned, double prunedFactor) =>
        Moments.Mean([.. dense.Zip(pruned, (p, q) => (prunedFactor * q) - (denseFactor * p))]).StandardError;

    private static double? CorrelationOf(double[] dense, double[] pruned)
    {
        if (dense.Length < 2)
        {
            return null;
        }

        double variances =
            Moments.CovarianceOfMeans(dense, dense) * Moments.CovarianceOfMeans(pruned, pruned);
        return variances > 0 ? Moments.CovarianceOfMeans(dense, pruned) / Math.Sqrt(variances) : null;
    }
}
