using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Comparisons;

/// <summary>How the predictions of a pruned model differ from those of the dense one on a text: what
/// <c>llama-perplexity --kl-divergence</c> tells.</summary>
public sealed record TextComparison
{
    /// <summary>Perplexity of the dense model.</summary>
    public required Estimate DensePerplexity { get; init; }

    /// <summary>How much larger the perplexity is.</summary>
    public required PerplexityRatio Ratio { get; init; }

    /// <summary>Mean of KL(dense | pruned), in nats.</summary>
    public required Estimate Divergence { get; init; }

    /// <summary>How KL(dense | pruned) is spread over the tokens, in nats.</summary>
    public required Quantiles Divergences { get; init; }

    /// <summary>Mean change of the right token's probability, from -1 to 1.</summary>
    public required Estimate ProbabilityChange { get; init; }

    /// <summary>Root mean square of the change.</summary>
    public required Estimate ProbabilityChangeRms { get; init; }

    /// <summary>How the change is spread over the tokens.</summary>
    public required Quantiles ProbabilityChanges { get; init; }

    /// <summary>Share of tokens where both models have the same likeliest one.</summary>
    public required Estimate SameTop { get; init; }

    /// <summary>Mean of what both distributions have in common, from 0 to 1: the rate at which a dense model that
    /// samples accepts tokens that the pruned one drafted.</summary>
    public required Estimate Overlap { get; init; }

    /// <summary>The same by place in the window: with more tokens before, predictions may differ more.</summary>
    public required IReadOnlyList<PositionRange> ByPosition { get; init; }

    /// <summary>Adds up compared windows.</summary>
    /// <param name="protocol">How the windows are put together.</param>
    /// <param name="windows">The windows.</param>
    internal static TextComparison Of(PerplexityProtocol protocol, IReadOnlyList<ComparedWindow> windows)
    {
        PositionComparison[] all = [.. windows.SelectMany(window => window.Positions)];
        double[] divergences = [.. all.Select(position => position.Divergence)];
        double[] changes = [.. all.Select(position => position.ProbabilityChange)];
        double[][] dense = [.. windows.Select(window => window.DenseLosses)];
        return new TextComparison
        {
            DensePerplexity = PerplexityEstimate.Of(protocol, dense),
            Ratio = PerplexityRatio.Of(protocol, dense, [.. windows.Select(window => window.Losses)]),
            Divergence = Moments.Mean(divergences),
            Divergences = new Quantiles(divergences),
            ProbabilityChange = Moments.Mean(changes),
            ProbabilityChangeRms = Moments.RootMeanSquare(changes),
            ProbabilityChanges = new Quantiles(changes),
            SameTop = Moments.Mean([.. all.Select(position => position.IsSameTop ? 1.0 : 0.0)]),
            Overlap = Moments.Mean([.. all.Select(position => position.Overlap)]),
            ByPosition = PositionRange.Of(windows),
        };
    }
}
