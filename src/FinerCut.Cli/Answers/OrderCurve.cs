using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>How the distance of an order grows from removal to removal, in a few lines.</summary>
internal static class OrderCurve
{
    private const int Lines = 4;
    private const int LeastRemovals = 2;

    /// <summary>Writes the curve; nothing of an order that is too short for one.</summary>
    /// <param name="plan">The plan, with a distance for each removal.</param>
    /// <param name="lines">Standard output.</param>
    /// <param name="terminal">What stands behind it.</param>
    public static void Write(PruningPlan plan, AnswerLines lines, Terminal terminal)
    {
        if (plan.Removed.Count < LeastRemovals)
        {
            return;
        }

        ColumnChart chart = new(
            [.. plan.Removed.Select((removal, index) =>
                new ChartColumn((index + 1).ToString(CultureInfo.InvariantCulture), removal.Distance))],
            terminal)
        {
            Format = value => value == 0 ? "0" : Quantities.Distance(value),
            Height = Lines,
        };
        string each = chart.Stride == 1 ? "" : string.Create(
            CultureInfo.InvariantCulture, $", a column for each {chart.Stride}");
        lines.Title($"Distance ({plan.Settings.Metric}) by removal{each}");
        lines.Gap();
        chart.Write(lines);
        lines.Gap();
    }
}
