using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Reports;

/// <summary>How predictions differ from those of the dense model, a section for each text.</summary>
internal static class ComparisonParts
{
    /// <summary>Makes the sections.</summary>
    /// <param name="models">All models.</param>
    /// <param name="names">Their names.</param>
    /// <returns>None where nothing was compared.</returns>
    public static IEnumerable<ReportSection> Of(IReadOnlyList<ModelScores> models, IReadOnlyList<string> names) =>
        models[0].Texts.Select((text, index) => SectionOf(
            text.Name,
            string.Create(CultureInfo.InvariantCulture, $"against-{index + 1}"),
            [.. models.Zip(names).Where(pair => pair.First.Texts[index].Comparison is not null)
                .Select(pair => (pair.Second, pair.First.Texts[index].Comparison!))]));

    private static ReportSection SectionOf(
        string text, string id, IReadOnlyList<(string Name, TextComparison Comparison)> models) =>
        new(id, $"Against the dense model: {text}", models.Count == 0
            ? []
            : [TableOf(models), .. ChartOf(models) is { Lines.Count: > 0 } chart ? [chart] : (ReportBlock[])[]]);

    private static ReportTable TableOf(IReadOnlyList<(string Name, TextComparison Comparison)> models) => new(
        "How the predictions differ",
        ["Number", .. models.Select(model => $">{model.Name}")],
        [
            Row("Ratio of perplexities", models, comparison => EstimateText.Of(comparison.Ratio.Ratio, "F4")),
            Row("Mean KL, nats", models, comparison => EstimateText.Of(comparison.Divergence, "F5")),
            Row("Median KL", models, comparison => EvalTable.Number(comparison.Divergences.Median, "F5")),
            Row("99 % of KL are below", models, comparison => Percentile(comparison.Divergences)),
            Row("Largest KL", models, comparison => EvalTable.Number(comparison.Divergences.Maximum, "F5")),
            Row("Mean change of the right token's probability", models, comparison =>
                EstimateText.Share(comparison.ProbabilityChange)),
            Row("RMS of that change", models, comparison => EstimateText.Share(comparison.ProbabilityChangeRms)),
            Row("Same likeliest token", models, comparison => EstimateText.Share(comparison.SameTop)),
        ]);

    private static string Percentile(Quantiles quantiles) => EvalTable.Number(quantiles.Percentile(99), "F5");

    private static string[] Row(
        string name,
        IReadOnlyList<(string Name, TextComparison Comparison)> models,
        Func<TextComparison, string> write) => [name, .. models.Select(model => write(model.Comparison))];

    private static LineChart ChartOf(IReadOnlyList<(string Name, TextComparison Comparison)> models) => new()
    {
        Title = "Mean KL by place in the window",
        Caption = "How far predictions are from those of the dense model after so many tokens. The bars are one "
            + "standard error in both directions.",
        Across = new ChartAxis("Tokens before") { IsWhole = true },
        Up = new ChartAxis("Mean KL, nats") { BeginsAtZero = true },
        Lines = [.. models.Select(model => new ChartLine(
            model.Name, [.. model.Comparison.ByPosition.Where(IsFinite).Select(range => PointOf(model.Name, range))]))
            .Where(line => line.Points.Count > 0)],
        Table = new ReportTable(
            "Mean KL by place in the window",
            ["Model", ">From", ">To", ">Mean KL", ">Same likeliest token"],
            [.. models.SelectMany(model => model.Comparison.ByPosition.Select(range => (string[])
            [
                model.Name,
                Number(range.First),
                Number(range.Last),
                EstimateText.Of(range.Divergence, "F5"),
                EstimateText.Share(range.SameTop),
            ]))]),
    };

    private static bool IsFinite(PositionRange range) => double.IsFinite(range.Divergence.Value);

    private static ChartPoint PointOf(string name, PositionRange range) => new(
        range.First,
        range.Divergence.Value,
        $"{name}, {Number(range.First)} to {Number(range.Last)} tokens: {EstimateText.Of(range.Divergence, "F5")}",
        range.Divergence.StandardError is { } error && double.IsFinite(error) ? error : null);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
