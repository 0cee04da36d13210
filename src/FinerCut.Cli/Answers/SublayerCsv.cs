using FinerCut.Reports;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut inspect --csv</c> writes of a model: a row for each sublayer.</summary>
internal static class SublayerCsv
{
    private static readonly string[] Columns =
    [
        "Sublayer", "Kind", "Parameters", "Size (bytes)", "Cache per Token (bytes)", "Status", "Step", "Distance",
    ];

    /// <summary>Makes the rows.</summary>
    /// <param name="report">What was found.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(ModelReport report) =>
    [
        Columns,
        .. report.Sublayers.Select(sublayer => new[]
        {
            sublayer.Name,
            sublayer.Kind,
            CsvText.Number(sublayer.Parameters),
            CsvText.Number(sublayer.Bytes),
            CsvText.Number(sublayer.KvCacheBytesPerToken),
            sublayer.Status,
            CsvText.Number(sublayer.Order),
            CsvText.Number(sublayer.Distance),
        }),
    ];
}
