using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Cli.Answers;

/// <summary>The weights and caches of a model, by kind or by sublayer.</summary>
/// <param name="report">What was found.</param>
/// <param name="terminal">Where the table goes.</param>
internal sealed class SublayerTable(ModelReport report, Terminal terminal)
{
    private const string Kept = "kept";

    private readonly Dictionary<string, (int Order, string Distance)> _removed = Removals(report.Plan?.Removed ?? []);

    /// <summary>A line for each kind of sublayer.</summary>
    /// <param name="writer">Standard output.</param>
    public void WriteKinds(TextWriter writer)
    {
        AnswerTable table = new(terminal, "Kind", ">Sublayers", ">Parameters", ">Bytes", ">KV/token");
        foreach (IGrouping<string, SublayerReport> kind in report.Sublayers.GroupBy(sublayer => sublayer.Kind))
        {
            SublayerReport[] kept = [.. kind.Where(IsKept)];
            string number = kept.Length == kind.Count()
                ? Number(kept.Length)
                : $"{Number(kept.Length)} of {Number(kind.Count())}";
            table.Add([kind.Key, number, .. Sizes(SumOf(kept))]);
        }

        table.Total([.. Totals().Select(total => (string[])[total.Name, total.Number, .. Sizes(total.Sizes)])]);
        table.Write(writer);
    }

    /// <summary>A line for each sublayer.</summary>
    /// <param name="writer">Standard output.</param>
    public void WriteSublayers(TextWriter writer)
    {
        string[] headers = ["Sublayer", "Kind", ">Parameters", ">Bytes", ">KV/token", "Status"];
        AnswerTable table = new(terminal, report.Plan is null ? headers : [.. headers, ">Distance"]) { Optional = 1 };
        foreach (SublayerReport sublayer in report.Sublayers)
        {
            AddSublayer(table, sublayer);
        }

        string[] end = report.Plan is null ? [""] : ["", ""];
        table.Total([.. Totals().Select(total => (string[])
        [
            total.Name, total.Number.Length == 0 ? "" : $"{total.Number} sublayers", .. Sizes(total.Sizes), .. end,
        ])]);
        table.Write(writer);
    }

    private static Dictionary<string, (int Order, string Distance)> Removals(IReadOnlyList<PlannedRemoval> removed)
    {
        string[] distances = Quantities.Distances([.. removed.Select(removal => removal.Distance)]);
        return removed.Select((removal, index) => (removal.Sublayer, Order: index + 1))
            .ToDictionary(pair => pair.Sublayer, pair => (pair.Order, distances[pair.Order - 1]));
    }

    private static bool IsKept(SublayerReport sublayer) => sublayer.Status == Kept;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static (long Parameters, long Bytes, long KvCache) SumOf(IReadOnlyList<SublayerReport> sublayers) => (
        sublayers.Sum(sublayer => sublayer.Parameters),
        sublayers.Sum(sublayer => sublayer.Bytes),
        sublayers.Sum(sublayer => sublayer.KvCacheBytesPerToken));

    private static string[] Sizes((long Parameters, long Bytes, long KvCache) sizes) =>
    [
        Quantities.Count(sizes.Parameters),
        Quantities.Bytes(sizes.Bytes),
        sizes.KvCache == 0 ? "-" : Quantities.Bytes(sizes.KvCache),
    ];

    private void AddSublayer(AnswerTable table, SublayerReport sublayer)
    {
        string[] cells =
        [
            sublayer.Name,
            sublayer.Kind,
            .. Sizes((sublayer.Parameters, sublayer.Bytes, sublayer.KvCacheBytesPerToken)),
            sublayer.Status,
        ];
        if (report.Plan is null)
        {
            table.Add(cells);
        }
        else if (_removed.TryGetValue(sublayer.Name, out (int Order, string Distance) removal))
        {
            table.AddDim([.. cells[..5], $"{sublayer.Status} #{Number(removal.Order)}", removal.Distance]);
        }
        else
        {
            table.Add([.. cells, ""]);
        }
    }

    private List<(string Name, string Number, (long Parameters, long Bytes, long KvCache) Sizes)> Totals()
    {
        SublayerReport[] kept = [.. report.Sublayers.Where(IsKept)];
        (long parameters, long bytes, long cache) = SumOf(kept);
        return
        [
            (Kept, Number(kept.Length), (parameters, bytes, cache)),
            (
                "elsewhere",
                "",
                (report.Parameters - parameters, report.Bytes - bytes, report.KvCacheBytesPerToken - cache)),
            ("in all", "", (report.Parameters, report.Bytes, report.KvCacheBytesPerToken)),
        ];
    }
}
