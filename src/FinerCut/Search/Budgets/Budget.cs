using FinerCut.Plans;

namespace FinerCut.Search.Budgets;

/// <summary>How much goes. Either a list names the sublayers, or a <see cref="SearchBudget"/> says when a search
/// ends.</summary>
public abstract record Budget
{
    private protected Budget()
    {
    }

    /// <summary>The budget as a plan tells it; null for a ratio, a count and a list.</summary>
    internal virtual PlanBudget? Planned => null;
}
