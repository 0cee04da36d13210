using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut prune --csv</c> and <c>apply --csv</c> write: a row for each removal.</summary>
internal static class StepCsv
{
    private static readonly string[] Columns =
        ["Step", "Sublayer", "Distance", "Metric", "Changes On Halves", "Candidates"];

    /// <summary>Makes the rows.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(PruningPlan plan) =>
    [
        Columns,
        .. plan.Removed.Select((removal, index) => new[]
        {
            CsvText.Number(index + 1),
            removal.Sublayer,
            CsvText.Number(removal.Distance),
            plan.Settings.Metric ?? "",
            CsvText.Number(plan.Steps.ElementAtOrDefault(index)?.ChangesOnHalves),
            CsvText.Number(plan.Steps.ElementAtOrDefault(index)?.Scores.Count),
        }),
    ];
}
