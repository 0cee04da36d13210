namespace FinerCut.Search.Budgets;

/// <summary>Sublayers by name, without a search.</summary>
/// <param name="Sublayers">Names such as <c>3.attn</c>, or layers such as <c>3</c> and <c>3-5</c>, in the order of
/// removal; at least one.</param>
public sealed record RemovalListBudget(IReadOnlyList<string> Sublayers) : Budget;
