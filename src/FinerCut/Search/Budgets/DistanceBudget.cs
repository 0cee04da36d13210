using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Search.Budgets;

/// <summary>A largest distance: sublayers go as long as the next one leads no farther.</summary>
/// <param name="Largest">Greater than 0, in the unit of the metric.</param>
public sealed record DistanceBudget(double Largest) : SearchBudget
{
    /// <inheritdoc/>
    internal override PlanBudget Planned =>
        new(PlanBudget.MaxDistance, Largest.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    internal override StopCondition CreateCondition(
        int sublayers, IReadOnlyList<SublayerName> candidates, Func<SavingUnit, Measure> measure)
    {
        if (Largest is not > 0)
        {
            throw BudgetErrors.DistanceOutside(Largest);
        }

        return candidates.Count > 0
            ? new DistanceCondition(Largest, sublayers)
            : throw RemovalErrors.TooFewCandidates(1, sublayers, 0);
    }
}
