using System.Globalization;
using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut compare --csv</c> writes: a row for each removal of each plan.</summary>
internal static class CompareCsv
{
    private static readonly string[] Columns = ["Plan", "Step", "Sublayer", "Distance", "Metric", "Plans With It"];

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
            .. result.Plans.SelectMany(plan => plan.Plan.Removed.Select((removal, index) => new[]
            {
                plan.Path,
                Number(index + 1),
                removal.Sublayer,
                Number(removal.Distance),
                plan.Plan.Settings.Metric ?? "",
                Number(byName[removal.Sublayer].Count()),
            })),
        ];
    }

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
