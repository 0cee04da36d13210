using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of plans side by side.</summary>
/// <param name="result">What was found.</param>
/// <param name="time">Now.</param>
internal sealed class CompareReport(CompareResult result, DateTimeOffset time)
{
    private readonly IReadOnlyList<string> _names =
        ModelNames.ListNames([.. result.Plans.Select(plan => plan.Path)]);

    /// <summary>Makes the report.</summary>
    public Report Make() => new()
    {
        Command = "compare",
        Subject = string.Join(", ", _names),
        Outcome = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Plans.Count} plans for a model of {result.Sublayers.Count} sublayers"),
        Time = time,
        Warnings = [.. Warnings()],
        Sections =
        [
            new("plans", "Plans", [PlansOf()]),
            new("layers", "Layers", [.. result.Plans.Select(LayersOf)]),
            new("distance", "Distance", [.. DistancesOf()]),
            new("agreement", "Agreement", [PairsOf(), OnlyOf()]),
            new("perplexity", "Perplexity", PerplexitiesOf() is { Rows.Count: > 0 } table ? [table] : []),
        ],
    };

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);

    private IEnumerable<string> Warnings()
    {
        if (!result.IsSameSource)
        {
            yield return "The plans were made for files of different content.";
        }

        if (!result.IsSameMetric)
        {
            yield return "The distances are by different metrics, so their sizes cannot be compared.";
        }
    }

    private LayerPicture LayersOf(ComparedPlan plan, int index)
    {
        LayerPicture picture = LayerPictures.Of(plan.Plan);
        return picture with
        {
            Title = $"{picture.Title}, {_names[index]}",
            Caption = $"{_names[index]}: {picture.Caption}",
            Table = picture.Table with { Caption = $"{picture.Table.Caption}, {_names[index]}" },
        };
    }

    private ReportTable PlansOf() => new(
        "What the plans remove",
        ["Plan", ">Removed", ">Distance", "Metric", "Calibration"],
        [.. result.Plans.Select((plan, index) => (string[])
        [
            _names[index],
            Number(plan.Plan.Removed.Count),
            Quantities.Distance(plan.Plan.Removed is [.., var last] ? last.Distance : null),
            plan.Plan.Settings.Metric ?? "-",
            plan.Plan.Calibration is { } calibration ? PlanText.Calibration(calibration) : "-",
        ])]);

    /// <summary>A chart for each metric: distances by different ones have nothing in common.</summary>
    private IEnumerable<LineChart> DistancesOf() => result.Plans
        .Select((plan, index) => (plan.Plan.Settings.Metric, Line: DistanceCharts.LineOf(_names[index], plan.Plan)))
        .Where(pair => pair.Line is not null)
        .GroupBy(pair => pair.Metric, pair => pair.Line!)
        .Select(group => ChartOf(group.Key, [.. group]));

    private LineChart ChartOf(string? metric, IReadOnlyList<ChartLine> lines) => new()
    {
        Title = $"Distance by removal, {metric}",
        Caption = $"How far the logits are from those of the dense model after each removal, by the metric {metric}: "
            + $"{string.Join(", ", lines.Select(line => line.Name))}.",
        Across = new ChartAxis("Removed sublayers") { IsWhole = true },
        Up = new ChartAxis($"Distance, {PlanText.Unit(metric)}") { BeginsAtZero = true },
        Lines = lines,
        Table = StepsOf(),
    };

    private ReportTable StepsOf() => new(
        "Distance by removal",
        [">Step", .. _names.SelectMany(name => (string[])[name, $">Distance, {name}"])],
        [.. Enumerable.Range(0, result.Plans.Max(plan => plan.Plan.Removed.Count)).Select(step => (string[])
        [
            Number(step + 1),
            .. result.Plans.SelectMany(plan => plan.Plan.Removed.ElementAtOrDefault(step) is { } removal
                ? (string[])[removal.Sublayer, Quantities.Distance(removal.Distance)]
                : ["", ""]),
        ])]);

    private ReportTable PairsOf() => new(
        "Every two plans",
        ["Plan", "And plan", ">Shared", ">Jaccard", ">Same start", ">Order"],
        [.. result.Pairs.Select(pair => (string[])
        [
            _names[pair.First],
            _names[pair.Second],
            Number(pair.Shared),
            pair.Jaccard.ToString("F2", CultureInfo.InvariantCulture),
            Number(pair.SameStart),
            pair.Order?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? "-",
        ])]);

    private ReportTable OnlyOf() => new(
        "What is removed by all, and by one alone",
        ["Removed by", "Sublayers"],
        [
            ["all", Join(result.RemovedByAll)],
            .. result.Plans.Select((plan, index) => (string[])[$"{_names[index]} alone", Join(plan.OnlyHere)]),
        ]);

    private ReportTable PerplexitiesOf() => new(
        "Perplexities that the plans record",
        ["Plan", "Text", ">Dense", ">Pruned", ">Ratio"],
        [.. result.Plans.SelectMany((plan, index) => (plan.Plan.Perplexities ?? []).Select(perplexity =>
            RowOf(_names[index], perplexity)))]);

    private static string[] RowOf(string name, PlanPerplexity perplexity) =>
    [
        name,
        PlanText.Source(perplexity.Text),
        PerplexityCharts.Text(perplexity.Dense, perplexity.DenseStandardError),
        PerplexityCharts.Text(perplexity.Pruned, perplexity.PrunedStandardError),
        PlanSections.Factor(perplexity.Ratio, perplexity.RatioStandardError),
    ];
}
