using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Search.Budgets;

/// <summary>An order instead of a pruned model: only the plan is written, from which every smaller ratio can be
/// applied.</summary>
/// <param name="Until">Share of the sublayers to find the order of, in (0, 1], as far as they may go.</param>
public sealed record OrderBudget(double Until) : SearchBudget
{
    /// <summary>The option that messages name.</summary>
    internal string Option { get; init; } = "--until";

    /// <inheritdoc/>
    internal override PlanBudget Planned => new(PlanBudget.Until, Until.ToString(CultureInfo.InvariantCulture));

    /// <summary>Turns the share into a number of removals.</summary>
    /// <param name="sublayers">Number of sublayers in the model.</param>
    /// <param name="candidates">Number of those that may go.</param>
    /// <returns>floor(share x sublayers), at most <paramref name="candidates"/>: at 1 down to the last sublayer that
    /// may go.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4031: the share is not inside (0, 1]. FC4017: the share is
    /// too small for a single sublayer. FC4018: nothing may go.</exception>
    internal int CountFor(int sublayers, int candidates)
    {
        if (Until is not (> 0 and <= 1))
        {
            throw BudgetErrors.UntilOutside(Until);
        }

        int count = RatioBudget.FloorOf(Until, sublayers);
        return candidates == 0 ? throw RemovalErrors.TooFewCandidates(1, sublayers, 0)
            : count >= 1 ? Math.Min(count, candidates) : throw RemovalErrors.RatioTooSmall(Until, sublayers, Option);
    }

    /// <inheritdoc/>
    internal override StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure) =>
        new CountCondition(CountFor(sublayers, candidates.Count));
}
