using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut compare --csv</c> writes: a row for each removal of each plan. That of the last
/// removal has the perplexity of the plan, and is there once for each text.</summary>
internal static class CompareCsv
{
    private static readonly string[] Columns =
    [
        "Plan", "Step", "Sublayer", "Distance", "Metric", "Plans With It", .. PerplexityColumns.Names,
    ];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library found.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(CompareResult result)
    {
        ILookup<string, PruningPlan> byName = result.Plans
            .SelectMany(plan => plan.Plan.Removed.Select(removal => (removal.Sublayer, plan.Plan)))
            .ToLookup(pair => pair.Sublayer, pair => pair.Plan);
        return
        [
            Columns,
            .. from plan in result.Plans
               from removal in plan.Plan.Removed.Index()
               from perplexity in PerplexitiesAt(plan.Plan, removal.Index)
               select (string[])
               [
                   plan.Path,
                   CsvText.Number(removal.Index + 1),
                   removal.Item.Sublayer,
                   CsvText.Number(removal.Item.Distance),
                   plan.Plan.Settings.Metric ?? "",
                   CsvText.Number(byName[removal.Item.Sublayer].Count()),
                   .. PerplexityColumns.Of(perplexity),
               ],
        ];
    }

    private static IEnumerable<PlanPerplexity?> PerplexitiesAt(PruningPlan plan, int step) =>
        step == plan.Removed.Count - 1 ? (plan.Perplexities ?? []).DefaultIfEmpty() : [null];
}
