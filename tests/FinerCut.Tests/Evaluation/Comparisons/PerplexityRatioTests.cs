using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Protocols;

namespace FinerCut.Tests.Evaluation.Comparisons;

public class PerplexityRatioTests
{
    private static readonly double[][] Dense = [[1, 2, 4], [3, 0.5, 2.5]];
    private static readonly double[][] Pruned = [[1.2, 2.1, 4.6], [3.1, 0.9, 2.4]];

    /// <summary>llama.cpp's sums: variances and the covariance of both means.</summary>
    [Fact]
    public void Of_Tokens_HasTheErrorOfVariancesAndCovariance()
    {
        PerplexityRatio ratio = PerplexityRatio.Of(PerplexityProtocol.Windows, Dense, Pruned);

        double[] p = [.. Dense.SelectMany(window => window)];
        double[] q = [.. Pruned.SelectMany(window => window)];
        double error = Math.Sqrt(Covariance(p, p) + Covariance(q, q) - (2 * Covariance(p, q)));
        Assert.Equal(q.Average() - p.Average(), ratio.LogRatio.Value, 1e-12);
        Assert.Equal(error, ratio.LogRatio.StandardError!.Value, 1e-12);
        Assert.Equal(Math.Exp(q.Average()) / Math.Exp(p.Average()), ratio.Ratio.Value, 1e-12);
        Assert.Equal(ratio.Ratio.Value * error, ratio.Ratio.StandardError!.Value, 1e-12);
        (double before, double after) = (Math.Exp(p.Average()), Math.Exp(q.Average()));
        Assert.Equal(after - before, ratio.Difference.Value, 1e-12);
        double variance = (after * after * Covariance(q, q)) + (before * before * Covariance(p, p))
            - (2 * before * after * Covariance(p, q));
        Assert.Equal(Math.Sqrt(variance), ratio.Difference.StandardError!.Value, 1e-12);
        Assert.Equal(
            Covariance(p, q) / Math.Sqrt(Covariance(p, p) * Covariance(q, q)), ratio.Correlation!.Value, 1e-12);
    }

    [Fact]
    public void Of_Rows_ComparesMeansOfPerplexities()
    {
        PerplexityRatio ratio = PerplexityRatio.Of(PerplexityProtocol.Rows, Dense, Pruned);

        double[] p = [.. Dense.Select(window => Math.Exp(window.Average()))];
        double[] q = [.. Pruned.Select(window => Math.Exp(window.Average()))];
        double expected = q.Average() / p.Average();
        Assert.Equal(expected, ratio.Ratio.Value, 1e-12);
        double spread = Covariance(q, q) + (expected * expected * Covariance(p, p))
            - (2 * expected * Covariance(p, q));
        double variance = spread / p.Average() / p.Average();
        Assert.Equal(Math.Sqrt(variance), ratio.Ratio.StandardError!.Value, 1e-12);
        Assert.Equal(ratio.Ratio.StandardError!.Value / expected, ratio.LogRatio.StandardError!.Value, 1e-12);
    }

    [Fact]
    public void Of_TheSameLosses_IsOneWithoutError()
    {
        PerplexityRatio ratio = PerplexityRatio.Of(PerplexityProtocol.Windows, Dense, Dense);

        Assert.Equal((1, 0), (ratio.Ratio.Value, ratio.Ratio.StandardError));
        Assert.Equal(1, ratio.Correlation!.Value, 1e-12);
    }

    [Fact]
    public void Of_OnePrediction_HasNoErrors()
    {
        PerplexityRatio ratio = PerplexityRatio.Of(PerplexityProtocol.Windows, [[1]], [[2]]);

        Assert.Null(ratio.Ratio.StandardError);
        Assert.Null(ratio.Difference.StandardError);
        Assert.Null(ratio.Correlation);
    }

    private static double Covariance(double[] a, double[] b)
    {
        double products = a.Zip(b, (x, y) => x * y).Average();
        return (products - (a.Average() * b.Average())) / (a.Length - 1);
    }
}
