using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Reports;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of a model, dense or pruned.</summary>
/// <param name="report">What was found.</param>
/// <param name="origin">The model.</param>
internal sealed class InspectReport(ModelReport report, ReportOrigin origin)
{
    private const string Kept = "kept";

    private readonly PlanSections? _plan = report.Plan is { } plan ? new PlanSections(plan) : null;
    private readonly SublayerReport[] _kept = [.. report.Sublayers.Where(sublayer => sublayer.Status == Kept)];

    /// <summary>Makes the report.</summary>
    public Report Make() => new()
    {
        Command = origin.Command,
        Subject = origin.Subject,
        Outcome = _kept.Length == report.Sublayers.Count
            ? $"{_kept.Length} sublayers in {report.Layers} layers"
            : $"{report.Sublayers.Count - _kept.Length} of {report.Sublayers.Count} sublayers are gone",
        Time = origin.Time,
        Headlines = [.. Headlines()],
        Warnings = [.. _plan?.Warnings ?? [], .. Notes("obstacle"), .. Notes("search")],
        Sections = [.. Sections()],
    };

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static string[] RowOf(SublayerReport sublayer) =>
    [
        sublayer.Name,
        sublayer.Kind,
        Quantities.Count(sublayer.Parameters),
        Quantities.Bytes(sublayer.Bytes),
        sublayer.KvCacheBytesPerToken == 0 ? "-" : Quantities.Bytes(sublayer.KvCacheBytesPerToken),
        sublayer.Order is { } order ? $"{sublayer.Status}, step {Number(order)}" : sublayer.Status,
    ];

    private IEnumerable<Headline> Headlines()
    {
        foreach (Headline headline in _plan?.Headlines ?? [])
        {
            yield return headline;
        }

        yield return new Headline("Parameters", Quantities.Count(report.Parameters));
        yield return new Headline("Weights", Quantities.Bytes(report.Bytes));
        yield return new Headline("Cache per token", Quantities.Bytes(report.KvCacheBytesPerToken));
    }

    private IEnumerable<ReportSection> Sections()
    {
        IEnumerable<string> gone = report.Sublayers.Where(sublayer => sublayer.Status != Kept)
            .Select(sublayer => sublayer.Name);
        yield return new ReportSection("layers", "Layers", [LayerPictures.Of(
            [.. report.Sublayers.Select(sublayer => sublayer.Name)], report.Plan, gone)]);
        if (_plan is not null)
        {
            yield return _plan.Distances;
            yield return _plan.Perplexities;
            yield return _plan.Candidates;
        }

        yield return new ReportSection("size", "Size and cache", [new ReportTable(
            "Weights and caches of each sublayer",
            ["Sublayer", "Kind", ">Parameters", ">Bytes", ">Cache per token", "Status"],
            [.. report.Sublayers.Select(RowOf)])]);
        yield return new ReportSection("model", "Model", [new FactList([.. Facts()])]);
        yield return new ReportSection("notes", "To know", [.. Notes("note").Concat(report.NotUnderstood
            .Select(text => $"Not understood, and left alone: {text}")).Select(text => new Paragraph(text))]);
        if (_plan is not null)
        {
            yield return _plan.Settings;
        }
    }

    private IEnumerable<string> Notes(string kind) => report.Notes.Where(note => note.Kind == kind)
        .Select(note => note.Code is { } code ? $"{code}: {note.Text}" : note.Text);

    private IEnumerable<Fact> Facts() =>
    [
        new("Graph", report.Model),
        new("Architecture", report.Architecture),
        new("Layers", Number(report.Layers)),
        new("Hidden size", Number(report.HiddenSize)),
        new("Vocabulary", Number(report.VocabularySize)),
        new("Exported by", report.Producer),
        new("Operator sets", string.Join(", ", report.Opsets)),
    ];
}
