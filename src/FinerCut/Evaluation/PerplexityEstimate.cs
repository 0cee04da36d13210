using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation;

/// <summary>Perplexity with its standard error, from the losses of tokens.</summary>
internal static class PerplexityEstimate
{
    /// <summary>The perplexity of a protocol.</summary>
    /// <param name="protocol">How the windows are put together.</param>
    /// <param name="losses">Nats, shape <c>[windows][predictions]</c>; at least one prediction.</param>
    /// <returns>At least 1, or no finite number where a loss is none. The tokens, or with
    /// <see cref="PerplexityProtocol.Rows"/> the windows, are taken as independent.</returns>
    public static Estimate Of(PerplexityProtocol protocol, double[][] losses) => protocol == PerplexityProtocol.Rows
        ? Moments.Mean(OfEachWindow(losses))
        : Moments.ExponentialOfMean([.. losses.SelectMany(window => window)]);

    /// <summary>The perplexity of each window.</summary>
    /// <param name="losses">See above; at least one prediction in each window.</param>
    public static double[] OfEachWindow(double[][] losses) =>
        [.. losses.Select(window => Math.Exp(Moments.Average(window)))];
}
