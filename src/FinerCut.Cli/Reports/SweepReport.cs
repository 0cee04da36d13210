using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Commands.Sweep;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of one search and what each ratio of it is worth.</summary>
/// <param name="result">What was found.</param>
/// <param name="origin">The model.</param>
internal sealed class SweepReport(SweepResult result, ReportOrigin origin)
{
    private readonly PlanSections _sections = new(result.Plan);

    /// <summary>Makes the report.</summary>
    public Report Make() => new()
    {
        Command = origin.Command,
        Subject = origin.Subject,
        Outcome = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Points.Count} ratios, {Quantities.Percent(result.Points[0].Ratio)} to "
                + $"{Quantities.Percent(result.Points[^1].Ratio)} of {result.Dense.Sublayers} sublayers"),
        Time = origin.Time,
        Headlines = result.Picked is { } picked ? [.. HeadlinesOf(picked)] : [],
        Warnings = result.Failure is { } failure ? [failure.Message] : [],
        Sections =
        [
            new("perplexity", "Perplexity", CurveOf() is { } curve ? [curve] : []),
            new("ratios", "Ratios", [RatiosOf()]),
            _sections.Distances,
            _sections.Layers,
            _sections.Candidates,
            _sections.Settings,
        ],
    };

    private static string Bytes(double bytes) => Quantities.Bytes((long)bytes);

    private IEnumerable<Headline> HeadlinesOf(SweepPoint picked)
    {
        yield return new Headline("Picked", Quantities.Percent(picked.Ratio), string.Create(
            CultureInfo.InvariantCulture, $"{picked.Count} of {result.Dense.Sublayers} sublayers"));
        if (picked.Perplexities is [var first, ..])
        {
            yield return new Headline(
                "Perplexity",
                PerplexityCharts.Text(first.Pruned, first.PrunedStandardError),
                $"from {PerplexityCharts.Text(first.Dense, first.DenseStandardError)}");
        }

        yield return new Headline(
            "Size on disk (estimate)", Bytes(picked.Totals.Bytes), $"from {Bytes(result.Dense.Bytes)}");
    }

    private LineChart? CurveOf()
    {
        IReadOnlyList<PlanPerplexity> texts = result.Points[0].Perplexities;
        return PerplexityCharts.Of(result.Dense.Sublayers, texts.Select((text, index) => (
            text.Text,
            (IReadOnlyList<PerplexityPoint>)
            [
                new(0, text.Dense, text.DenseStandardError),
                .. result.Points.Select(point => PointOf(point.Count, point.Perplexities[index])),
            ])));
    }

    private static PerplexityPoint PointOf(int count, PlanPerplexity perplexity) =>
        new(count, perplexity.Pruned, perplexity.PrunedStandardError);

    private ReportTable RatiosOf()
    {
        string[] distances = Quantities.Distances([.. result.Points.Select(point => point.Distance)]);
        return new ReportTable(
            "What each ratio costs and saves; bytes are estimates",
            [">Ratio", ">Removed", ">Distance", ">Perplexity", ">Rise", ">Bytes", ">Cache per token", "Picked"],
            [.. result.Points.Select((point, index) => RowOf(point, distances[index]))]);
    }

    private string[] RowOf(SweepPoint point, string distance)
    {
        PlanPerplexity? first = point.Perplexities.Count > 0 ? point.Perplexities[0] : null;
        return
        [
            Quantities.Percent(point.Ratio),
            point.Count.ToString(CultureInfo.InvariantCulture),
            distance,
            first is null ? "-" : PerplexityCharts.Text(first.Pruned, first.PrunedStandardError),
            PlanSections.Factor(first?.Ratio, first?.RatioStandardError),
            Bytes(point.Totals.Bytes),
            Bytes(point.Totals.KvCacheBytesPerToken),
            point == result.Picked ? "picked" : "",
        ];
    }
}
