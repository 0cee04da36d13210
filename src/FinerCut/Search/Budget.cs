using FinerCut.Pruning;

namespace FinerCut.Search;

/// <summary>How many sublayers are to go.</summary>
internal static class Budget
{
    /// <summary>Far less than any share that a person writes, far more than the error of the product: 0.29 x 100 is 28.999999999999996.</summary>
    private const double RoundingError = 1e-9;

    /// <summary>Turns a ratio or a count into a number of removals.</summary>
    /// <param name="options">Has a ratio or a count.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>floor(ratio x sublayers), or the count as given: from 1 to <paramref name="candidates"/>, less than
    /// <paramref name="sublayers"/>.</returns>
    /// <exception cref="ArgumentException">The options have neither.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4017: the ratio is not inside (0, 1), or too small for a single sublayer.
    /// FC4018: the count is below 1, nothing would remain, or there are fewer candidates.</exception>
    internal static int CountFor(PruneOptions options, int sublayers, int candidates)
    {
        int count = options switch
        {
            { Ratio: { } ratio } => FromRatio(ratio, sublayers),
            { Count: { } given } => given >= 1 ? given : throw UsageErrors.CountTooSmall(given),
            _ => throw new ArgumentException("A ratio or a count was expected; neither is there.", nameof(options)),
        };
        if (count >= sublayers)
        {
            throw UsageErrors.NothingLeft(count, sublayers);
        }

        return count <= candidates ? count : throw UsageErrors.TooFewCandidates(count, sublayers, candidates);
    }

    private static int FromRatio(double ratio, int sublayers)
    {
        if (ratio is not (> 0 and < 1))
        {
            throw UsageErrors.RatioOutside(ratio);
        }

        int count = (int)Math.Floor((ratio * sublayers) + RoundingError);
        return count >= 1 ? count : throw UsageErrors.RatioTooSmall(ratio, sublayers);
    }
}
