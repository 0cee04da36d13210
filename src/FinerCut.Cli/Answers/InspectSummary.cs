using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut inspect</c> prints for people.</summary>
/// <param name="report">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class InspectSummary(ModelReport report, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);
    private readonly Dictionary<string, (int Order, string Distance)> _removed = Removals(report.Plan?.Removed ?? []);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        WriteModel();
        WriteSublayers();
        if (report.Plan is { } plan)
        {
            _lines.Gap();
            new PlanOriginText(plan, _lines).Write();
        }

        if (report.Explanation is { } explanation)
        {
            new ExplanationText(explanation, _lines).Write();
        }

        WriteList("Not understood, and left alone", report.NotUnderstood);
        WriteList("In the way of pruning", [.. Notes("obstacle"), .. Notes("search")]);
        WriteList("To know", [.. Notes("note")]);
    }

    private static Dictionary<string, (int Order, string Distance)> Removals(IReadOnlyList<PlannedRemoval> removed)
    {
        string[] distances = Quantities.Distances([.. removed.Select(removal => removal.Distance)]);
        return removed.Select((removal, index) => (removal.Sublayer, Order: index + 1))
            .ToDictionary(pair => pair.Sublayer, pair => (pair.Order, distances[pair.Order - 1]));
    }

    private static string Plain(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private void WriteModel()
    {
        _lines.Title(report.Model);
        string sizes = $"hidden size {Plain(report.HiddenSize)}, vocabulary {Plain(report.VocabularySize)}";
        _lines.Fact("Decoder", $"{report.Architecture}, {report.Layers} layers, {sizes}");
        _lines.Fact("Exported by", $"{report.Producer}; {string.Join(", ", report.Opsets)}");
        if (report.Plan is { } plan)
        {
            string distance = PlanText.Distance(plan) is { } text ? $"; distance {text}" : "";
            _lines.Fact("Pruned", $"{plan.Removed.Count} of {plan.Source.Sublayers.Count} sublayers gone{distance}");
        }

        _lines.Gap();
    }

    private void WriteSublayers()
    {
        string[] headers = ["Sublayer", "Kind", ">Parameters", ">Bytes", ">KV/token", "Status"];
        AnswerTable table = new(terminal, report.Plan is null ? headers : [.. headers, ">Distance"]) { Optional = 1 };
        foreach (SublayerReport sublayer in report.Sublayers)
        {
            AddSublayer(table, sublayer);
        }

        table.Total([.. Totals().Select(Row)]);
        table.Write(writer);
    }

    private void AddSublayer(AnswerTable table, SublayerReport sublayer)
    {
        string[] cells =
        [
            sublayer.Name,
            sublayer.Kind,
            Quantities.Count(sublayer.Parameters),
            Quantities.Bytes(sublayer.Bytes),
            sublayer.KvCacheBytesPerToken == 0 ? "-" : Quantities.Bytes(sublayer.KvCacheBytesPerToken),
            sublayer.Status,
        ];
        if (report.Plan is null)
        {
            table.Add(cells);
        }
        else if (_removed.TryGetValue(sublayer.Name, out (int Order, string Distance) removal))
        {
            table.AddDim([.. cells[..5], $"{sublayer.Status} #{removal.Order}", removal.Distance]);
        }
        else
        {
            table.Add([.. cells, ""]);
        }
    }

    private List<(string Name, int? Number, long Parameters, long Bytes, long KvCache)> Totals()
    {
        SublayerReport[] kept = [.. report.Sublayers.Where(sublayer => sublayer.Status == "kept")];
        long parameters = kept.Sum(sublayer => sublayer.Parameters);
        long bytes = kept.Sum(sublayer => sublayer.Bytes);
        long cache = kept.Sum(sublayer => sublayer.KvCacheBytesPerToken);
        return
        [
            ("kept", kept.Length, parameters, bytes, cache),
            ("elsewhere",
                null,
                report.Parameters - parameters,
                report.Bytes - bytes,
                report.KvCacheBytesPerToken - cache),
            ("in all", null, report.Parameters, report.Bytes, report.KvCacheBytesPerToken),
        ];
    }

    private List<string> Row((string Name, int? Number, long Parameters, long Bytes, long KvCache) total)
    {
        List<string> row =
        [
            total.Name,
            total.Number is { } number ? $"{number} sublayers" : "",
            Quantities.Count(total.Parameters),
            Quantities.Bytes(total.Bytes),
            total.KvCache == 0 ? "-" : Quantities.Bytes(total.KvCache),
            "",
        ];
        return report.Plan is null ? row : [.. row, ""];
    }

    private IEnumerable<string> Notes(string kind) => report.Notes.Where(note => note.Kind == kind)
        .Select(note => note.Code is { } code ? $"{code}: {note.Text}" : note.Text);

    private void WriteList(string title, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        _lines.Gap();
        _lines.Title(title);
        foreach (string text in texts)
        {
            _lines.Line($"  {text}");
        }
    }
}
