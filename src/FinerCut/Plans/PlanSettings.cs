namespace FinerCut.Plans;

/// <summary>The settings of a search that decide its result.</summary>
/// <param name="Ratio">Share of the sublayers to remove, in (0, 1); null where <paramref name="Count"/> or a list was
/// given.</param>
/// <param name="Count">Number of sublayers to remove; with a budget, of those that it came to.</param>
/// <param name="Metric">The distance: <c>js</c>, <c>js-official</c>, <c>kl</c>, <c>angular</c> or <c>norm</c>; null
/// without a search.</param>
/// <param name="Only"><c>attention</c> or <c>ffn</c> where only these were candidates, else null.</param>
/// <param name="Protect">The patterns of sublayers that had to stay, as given.</param>
/// <param name="Threads">Threads of the runtime.</param>
/// <param name="Provider">The execution provider that ran: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Search"><c>lazy</c> or <c>exhaustive</c>; null without a search and in plans of FinerCut 0.1.</param>
/// <param name="Budget">What was asked for instead of a ratio or a count; null where one of these or a list was, and in
/// plans of FinerCut 0.1.</param>
/// <param name="KeepCacheIndices">Whether caches keep their numbers, with gaps; false in plans of FinerCut 0.1.</param>
public sealed record PlanSettings(
    double? Ratio,
    int Count,
    string? Metric,
    string? Only,
    IReadOnlyList<string> Protect,
    int Threads,
    string Provider,
    string? Search = null,
    PlanBudget? Budget = null,
    bool KeepCacheIndices = false);
