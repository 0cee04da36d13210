using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>A share of the sublayers.</summary>
/// <param name="Ratio">In (0, 1); floor(ratio x number of sublayers) of them go, which has to be at least one.</param>
public sealed record RatioBudget(double Ratio) : SearchBudget
{
    /// <summary>Far less than any share that a person writes, far more than the error of the product: 0.29 x 100 is
    /// 28.999999999999996.</summary>
    private const double RoundingError = 1e-9;

    /// <summary>Turns a share into a number, and forgives the error of the product.</summary>
    /// <param name="share">The share.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <returns>floor(share x sublayers).</returns>
    internal static int FloorOf(double share, int sublayers) => (int)Math.Floor((share * sublayers) + RoundingError);

    /// <summary>Turns the ratio into a number of removals.</summary>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>From 1 to <paramref name="candidates"/>, less than <paramref name="sublayers"/>.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4017: the ratio is not inside (0, 1), or too small for a
    /// single sublayer. FC4018: nothing would remain, or there are fewer candidates.</exception>
    internal int CountFor(int sublayers, int candidates)
    {
        if (Ratio is not (> 0 and < 1))
        {
            throw RemovalErrors.RatioOutside(Ratio);
        }

        int count = FloorOf(Ratio, sublayers);
        return count >= 1
            ? CountBudget.RequireCount(count, sublayers, candidates)
            : throw RemovalErrors.RatioTooSmall(Ratio, sublayers);
    }

    /// <inheritdoc/>
    internal override StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure) =>
        new CountCondition(CountFor(sublayers, candidates.Count));
}
