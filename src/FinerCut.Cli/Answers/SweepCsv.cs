using System.Globalization;
using FinerCut.Commands.Sweep;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut sweep --csv</c> writes: a row for each ratio and text, of a ratio alone where
/// nothing was measured.</summary>
internal static class SweepCsv
{
    private static readonly string[] Columns =
    [
        "Ratio", "Removed", "Last Removed", "Distance", "Metric", "Picked",
        "Parameters", "File Size (bytes)", "Cache per Token (bytes)", "Multiply-Adds per Token",
        .. PerplexityColumns.Names,
    ];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library found.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(SweepResult result) =>
    [
        Columns,
        .. from point in result.Points
           from perplexity in point.Perplexities.DefaultIfEmpty()
           select MakeRow(result, point, perplexity),
    ];

    private static string[] MakeRow(SweepResult result, SweepPoint point, PlanPerplexity? perplexity) =>
    [
        Number(point.Ratio), Number(point.Count), result.Plan.Removed[point.Count - 1].Sublayer,
        Number(point.Distance), result.Plan.Settings.Metric ?? "", point == result.Picked ? "1" : "0",
        Number(point.Totals.Parameters), Number(point.Totals.Bytes), Number(point.Totals.KvCacheBytesPerToken),
        Number(point.Totals.MultiplyAddsPerToken),
        .. PerplexityColumns.Of(perplexity),
    ];

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
