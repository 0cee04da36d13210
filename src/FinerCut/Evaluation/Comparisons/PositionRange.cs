using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Comparisons;

/// <summary>How predictions differ at some places of the windows.</summary>
/// <param name="First">Least number of tokens that stand before in the window.</param>
/// <param name="Last">Largest number of them.</param>
/// <param name="Predictions">Tokens that count.</param>
/// <param name="Divergence">Mean of KL(dense | pruned), in nats.</param>
/// <param name="SameTop">Share of tokens where both models have the same likeliest one.</param>
public sealed record PositionRange(
    long First, long Last, long Predictions, Estimate Divergence, Estimate SameTop)
{
    private const int FirstEnd = 64;

    /// <summary>The ranges, each as long as all before: up to 63 tokens, 127, 255 and so on.</summary>
    /// <param name="windows">The compared windows.</param>
    internal static IReadOnlyList<PositionRange> Of(IReadOnlyList<ComparedWindow> windows)
    {
        List<PositionRange> ranges = [];
        int end = windows.Max(window => window.First + window.Positions.Length);
        for ((int from, int to) = (1, FirstEnd); from < end; (from, to) = (to, 2 * to))
        {
            PositionComparison[] inside = [.. windows.SelectMany(window => Between(window, from, to))];
            if (inside.Length > 0)
            {
                ranges.Add(new PositionRange(
                    from,
                    Math.Min(to, end) - 1,
                    inside.Length,
                    Moments.Mean([.. inside.Select(position => position.Divergence)]),
                    Moments.Mean([.. inside.Select(position => position.IsSameTop ? 1.0 : 0.0)])));
            }
        }

        return ranges;
    }

    private static IEnumerable<PositionComparison> Between(ComparedWindow window, int from, int to) => window.Positions
        .Skip(Math.Max(from - window.First, 0)).Take(to - Math.Max(from, window.First));
}
