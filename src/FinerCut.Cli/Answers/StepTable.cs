using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The removals of a plan in their order.</summary>
internal static class StepTable
{
    /// <summary>Writes the table, what a column of it means, and a line below.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="writer">Standard output.</param>
    /// <param name="terminal">What stands behind it.</param>
    public static void Write(PruningPlan plan, TextWriter writer, Terminal terminal)
    {
        bool searched = plan.Settings.Metric is not null;
        string[] headers = [">Step", "Sublayer", $">Distance ({plan.Settings.Metric})", ">Would change"];
        int columns = !searched ? 2 : plan.Steps.Any(step => step.ChangesOnHalves is not null) ? 4 : 3;
        AnswerTable table = new(terminal, headers.AsSpan(0, columns));
        string[] distances = Quantities.Distances([.. plan.Removed.Select(removal => removal.Distance)]);
        for (int i = 0; i < plan.Removed.Count; i++)
        {
            string changes = plan.Steps.ElementAtOrDefault(i)?.ChangesOnHalves is { } share
                ? Quantities.Percent(share)
                : "-";
            string[] cells =
                [(i + 1).ToString(CultureInfo.InvariantCulture), plan.Removed[i].Sublayer, distances[i], changes];
            table.Add(cells.AsSpan(0, columns));
        }

        table.Write(writer);
        AnswerLines lines = new(writer, terminal);
        if (columns == headers.Length)
        {
            lines.Note("Would change: share of random halves of the calibration samples on which the step would have "
                + "removed another sublayer.");
        }

        lines.Gap();
    }
}
