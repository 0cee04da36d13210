using FinerCut.Plans;
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
    /// <exception cref="ArgumentException">The budget needs a search.</exception>
    public static PruningPlan CutPlan(PruningPlan plan, ApplyOptions options)
    {
        if (plan.Removed.Count == 0)
        {
            throw ApplyErrors.NothingPlanned(options.Plan);
        }

        if (options.Budget is null)
        {
            EnsureOneStays(plan.Removed.Count, plan);
            return plan;
        }

        int count = CountFor(plan, options, options.Budget);
        EnsureOneStays(count, plan);
        return plan with
        {
            Removed = [.. plan.Removed.Take(count)],
            Steps = [.. plan.Steps.Take(count)],
            Settings = plan.Settings with
            {
                Ratio = (options.Budget as RatioBudget)?.Ratio,
                Count = count,
                Budget = BudgetOf(plan, options.Budget),
            },
        };
    }

    private static void EnsureOneStays(int count, PruningPlan plan)
    {
        if (count >= plan.Source.Sublayers.Count)
        {
            throw RemovalErrors.NothingLeft(count, plan.Source.Sublayers.Count);
        }
    }

    private static int CountFor(PruningPlan plan, ApplyOptions options, SearchBudget budget)
    {
        int sublayers = plan.Source.Sublayers.Count;
        int count = budget switch
        {
            DistanceBudget { Largest: var largest } => CountWithin(plan, options, largest),
            RatioBudget ratio => ratio.CountFor(sublayers, sublayers),
            CountBudget { Count: var given } => CountBudget.RequireCount(given, sublayers, sublayers),
            _ => throw new ArgumentException($"A plan has no part for {budget}.", nameof(options)),
        };
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
    private static PlanBudget? BudgetOf(PruningPlan plan, SearchBudget budget) =>
        plan.Settings.Budget is { } whole && !Orders.Contains(whole.Unit) ? whole : budget.Planned;
}
