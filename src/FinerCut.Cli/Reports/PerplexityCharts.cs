using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>Perplexity by removal, where it was measured.</summary>
internal static class PerplexityCharts
{
    /// <summary>The dense and the pruned model of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Null where nothing was measured.</returns>
    public static LineChart? Of(PruningPlan plan) => Of(
        plan.Source.Sublayers.Count,
        (plan.Perplexities ?? []).Select(perplexity => (perplexity.Text, (IReadOnlyList<PerplexityPoint>)
        [
            new(0, perplexity.Dense, perplexity.DenseStandardError),
            new(plan.Removed.Count, perplexity.Pruned, perplexity.PrunedStandardError),
        ])));

    /// <summary>A curve for each text.</summary>
    /// <param name="sublayers">Number of sublayers of the dense model; null where nobody tells.</param>
    /// <param name="curves">The name of each text, and what was measured on it, from few removals to many.</param>
    /// <returns>Null where nothing was measured.</returns>
    public static LineChart? Of(
        int? sublayers, IEnumerable<(string Text, IReadOnlyList<PerplexityPoint> Points)> curves)
    {
        (string Text, IReadOnlyList<PerplexityPoint> Points)[] all = [.. curves];
        ChartLine[] lines = [.. all.Select(curve => new ChartLine(curve.Text, [.. curve.Points
            .Where(point => point.Perplexity is not null).Select(point => PointOf(curve.Text, point))]))
            .Where(line => line.Points.Count > 0)];
        return lines.Length == 0 ? null : new LineChart
        {
            Title = "Perplexity by removal",
            Caption = "Lower is better. The bars are one standard error in both directions."
                + (lines.Length == 1 ? $" Text: {lines[0].Name}." : ""),
            Across = new ChartAxis("Removed sublayers") { IsWhole = true },
            Up = new ChartAxis("Perplexity"),
            Lines = lines,
            Table = TableOf(sublayers, all),
        };
    }

    /// <summary>A perplexity with its error.</summary>
    /// <param name="value">The perplexity; null where it is no finite number.</param>
    /// <param name="error">Its standard error; null where nobody knows.</param>
    public static string Text(double? value, double? error) => value is { } perplexity
        ? Quantities.Perplexity(perplexity) + (error is { } size ? $"\u00a0±\u00a0{Quantities.Perplexity(size)}" : "")
        : "beyond all numbers";

    private static ChartPoint PointOf(string text, PerplexityPoint point) => new(
        point.Removed,
        point.Perplexity!.Value,
        $"{text}, {Number(point.Removed)} removed: {Text(point.Perplexity, point.StandardError)}",
        point.StandardError);

    private static ReportTable TableOf(
        int? sublayers, IReadOnlyList<(string Text, IReadOnlyList<PerplexityPoint> Points)> curves) => new(
        "Perplexity by removal",
        ["Text", ">Removed", ">Share", ">Perplexity", ">Standard error"],
        [.. curves.SelectMany(curve => curve.Points.Select(point => (string[])
        [
            curve.Text,
            Number(point.Removed),
            sublayers is { } all ? Quantities.Percent((double)point.Removed / all) : "-",
            Text(point.Perplexity, null),
            point.StandardError is { } error ? Quantities.Perplexity(error) : "-",
        ]))]);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
