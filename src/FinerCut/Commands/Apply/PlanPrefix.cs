using System.Globalization;
using FinerCut.Commands.Prune;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Apply;

/// <summary>Cuts a plan after some of its removals; a greedy search for fewer would have found the same ones.</summary>
internal static class PlanPrefix
{
    private static readonly string[] Orders = [PlanBudget.Until, PlanBudget.MaxDistance];

    /// <summary>Takes as much of a plan as was asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">The amount.</param>
    /// <returns>The plan whose removals and steps end there, and whose settings tell the amount; the plan itself where
    /// all was asked for.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4017, FC4018, FC4031: the amount is none. FC4055: the plan
    /// does not go so far.</exception>
    public static PruningPlan CutPlan(PruningPlan plan, ApplyOptions options)
    {
        if (plan.Removed.Count == 0)
        {
            throw ApplyErrors.NothingPlanned(options.Plan);
        }

        int count = CountOf(plan, options);
        int sublayers = plan.Source.Sublayers.Count;
        if (count >= sublayers)
        {
            throw RemovalErrors.NothingLeft(count, sublayers);
        }

        return options is { Ratio: null, Count: null, MaxDistance: null } ? plan : plan with
        {
            Removed = [.. plan.Removed.Take(count)],
            Steps = [.. plan.Steps.Take(count)],
            Settings = plan.Settings with { Ratio = options.Ratio, Count = count, Budget = BudgetOf(plan, options) },
        };
    }

    private static int CountOf(PruningPlan plan, ApplyOptions options)
    {
        if (options.MaxDistance is { } largest)
        {
            return CountWithin(plan, options, largest);
        }

        int sublayers = plan.Source.Sublayers.Count;
        int count = options is { Ratio: null, Count: null }
            ? plan.Removed.Count
            : Budget.CountFor(
                new PruneOptions { Model = options.Model, Ratio = options.Ratio, Count = options.Count },
                sublayers,
                sublayers);
        return count <= plan.Removed.Count
            ? count
            : throw ApplyErrors.TooShort(options.Plan, count, plan.Removed.Count);
    }

    private static int CountWithin(PruningPlan plan, ApplyOptions options, double largest)
    {
        if (!(largest > 0))
        {
            throw BudgetErrors.DistanceOutside(largest);
        }

        if (plan.Removed.Any(removal => removal.Distance is null))
        {
            throw ApplyErrors.NoDistances(options.Plan);
        }

        int count = plan.Removed.TakeWhile(removal => removal.Distance <= largest)
            .Take(plan.Source.Sublayers.Count - 1)
            .Count();
        return count > 0 ? count : throw ApplyErrors.NothingWithin(options.Plan, largest, plan.Removed[0]);
    }

    /// <summary>What candidates compared by stays true of a part.</summary>
    private static PlanBudget? BudgetOf(PruningPlan plan, ApplyOptions options) =>
        plan.Settings.Budget is { } budget && !Orders.Contains(budget.Unit) ? budget
        : options.MaxDistance is { } largest ? new PlanBudget(
            PlanBudget.MaxDistance, largest.ToString(CultureInfo.InvariantCulture))
        : null;
}
