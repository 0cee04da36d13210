using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>How far the logits move with each removal.</summary>
internal static class DistanceCharts
{
    /// <summary>A line for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Null where the removals were given by hand.</returns>
    public static LineChart? Of(PruningPlan plan) => LineOf("Distance", plan) is { } line
        ? new LineChart
        {
            Title = "Distance by removal",
            Caption = "How far the logits of the model are from those of the dense model after each removal. Where the "
                + "line turns upwards, the next sublayer costs more than those before.",
            Across = new ChartAxis("Removed sublayers") { IsWhole = true },
            Up = new ChartAxis($"Distance, {PlanText.Unit(plan.Settings.Metric)}") { BeginsAtZero = true },
            Lines = [line],
            Table = TableOf(plan),
        }
        : null;

    /// <summary>The line of a plan.</summary>
    /// <param name="name">What to call the line.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>Null where the removals were given by hand.</returns>
    public static ChartLine? LineOf(string name, PruningPlan plan)
    {
        ChartPoint[] points = [.. plan.Removed.Index().Where(pair => pair.Item.Distance is not null)
            .Select(pair => PointOf(pair.Index + 1, pair.Item))];
        return points.Length == 0
            ? null
            : new ChartLine(name, [new ChartPoint(0, 0, "Dense model, distance 0"), .. points]);
    }

    private static ChartPoint PointOf(int step, PlannedRemoval removal) => new(
        step,
        removal.Distance!.Value,
        string.Create(
            CultureInfo.InvariantCulture,
            $"Step {step}: {removal.Sublayer}, distance {Quantities.Distance(removal.Distance)}"))
    {
        Label = removal.Sublayer,
    };

    private static ReportTable TableOf(PruningPlan plan)
    {
        string[] distances = Quantities.Distances([.. plan.Removed.Select(removal => removal.Distance)]);
        return new ReportTable(
            "Distance by removal",
            [">Step", "Sublayer", ">Distance", ">Would change"],
            [.. plan.Removed.Select((removal, index) => (string[])
            [
                (index + 1).ToString(CultureInfo.InvariantCulture),
                removal.Sublayer,
                distances[index],
                plan.Steps.ElementAtOrDefault(index)?.ChangesOnHalves is { } share ? Quantities.Percent(share) : "-",
            ])]);
    }
}
