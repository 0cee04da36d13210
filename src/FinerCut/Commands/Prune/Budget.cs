using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Prune;

/// <summary>How many sublayers are to go.</summary>
internal static class Budget
{
    /// <summary>Far less than any share that a person writes, far more than the error of the product: 0.29 x 100 is
    /// 28.999999999999996.</summary>
    private const double RoundingError = 1e-9;

    /// <summary>Turns a ratio or a count into a number of removals.</summary>
    /// <param name="options">Has a ratio or a count.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>floor(ratio x sublayers), or the count as given: from 1 to <paramref name="candidates"/>, less than
    /// <paramref name="sublayers"/>.</returns>
    /// <exception cref="ArgumentException">The options have neither.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4017: the ratio is not inside (0, 1), or too small for a
    /// single sublayer. FC4018: the count is below 1, nothing would remain, or there are fewer candidates.</exception>
    internal static int CountFor(PruneOptions options, int sublayers, int candidates)
    {
        int count = options switch
        {
            { Ratio: { } ratio } => FromRatio(ratio, sublayers),
            { Count: { } given } => given >= 1 ? given : throw RemovalErrors.CountTooSmall(given),
            _ => throw new ArgumentException("A ratio or a count was expected; neither is there.", nameof(options)),
        };
        if (count >= sublayers)
        {
            throw RemovalErrors.NothingLeft(count, sublayers);
        }

        return count <= candidates ? count : throw RemovalErrors.TooFewCandidates(count, sublayers, candidates);
    }

    /// <summary>Turns the share of an order into a number of removals.</summary>
    /// <param name="until">Share of the sublayers, in (0, 1].</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>floor(share x sublayers), at most <paramref name="candidates"/>: at 1 down to the last sublayer that
    /// may go.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4031: the share is not inside (0, 1]. FC4017: it is too
    /// small for a single sublayer. FC4018: nothing may go.</exception>
    internal static int OrderFor(double until, int sublayers, int candidates)
    {
        if (until is not (> 0 and <= 1))
        {
            throw BudgetErrors.UntilOutside(until);
        }

        int count = (int)Math.Floor((until * sublayers) + RoundingError);
        return candidates == 0 ? throw RemovalErrors.TooFewCandidates(1, sublayers, 0)
            : count >= 1 ? Math.Min(count, candidates) : throw RemovalErrors.RatioTooSmall(until, sublayers, "--until");
    }

    /// <summary>The goal of a search.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Those that may go.</param>
    /// <param name="measure">Measures the model in a unit; asked only for what is to be saved.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The budget is none, or cannot be reached.</exception>
    internal static StopCondition GoalFor(
        PruneOptions options,
        int sublayers,
        IReadOnlyList<SublayerName> candidates,
        Func<SavingUnit, Measure> measure) => options switch
        {
            { Saving: { } saving } => new SavingCondition(saving, measure(saving.Unit), candidates, sublayers),
            { Until: { } until } => new CountCondition(OrderFor(until, sublayers, candidates.Count)),
            { MaxDistance: { } largest and not > 0 } => throw BudgetErrors.DistanceOutside(largest),
            { MaxDistance: not null } when candidates.Count == 0 =>
                throw RemovalErrors.TooFewCandidates(1, sublayers, 0),
            { MaxDistance: { } largest } => new DistanceCondition(largest, sublayers),
            _ => new CountCondition(CountFor(options, sublayers, candidates.Count)),
        };

    /// <summary>The budget as a plan tells it; null for a ratio, a count and a list.</summary>
    /// <param name="options">What was asked for.</param>
    internal static PlanBudget? PlannedOf(PruneOptions options) => options switch
    {
        { Saving: { } saving } => new PlanBudget(saving.UnitName, saving.Text),
        { MaxDistance: { } largest } =>
            new PlanBudget(PlanBudget.MaxDistance, largest.ToString(CultureInfo.InvariantCulture)),
        { Until: { } until } => new PlanBudget(PlanBudget.Until, until.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static int FromRatio(double ratio, int sublayers)
    {
        if (ratio is not (> 0 and < 1))
        {
            throw RemovalErrors.RatioOutside(ratio);
        }

        int count = (int)Math.Floor((ratio * sublayers) + RoundingError);
        return count >= 1 ? count : throw RemovalErrors.RatioTooSmall(ratio, sublayers);
    }
}
