using System.Globalization;
using FinerCut.Cli.Consoles;

namespace FinerCut.Cli.Answers;

/// <summary>The table of an evaluation, in the Markdown of lm-evaluation-harness.</summary>
internal static class EvalTable
{
    private static readonly int[] Constant = [1, 2, 3];

    /// <summary>Writes the table.</summary>
    /// <param name="metrics">Its rows.</param>
    /// <param name="writer">Standard output.</param>
    /// <param name="terminal">What stands behind it.</param>
    public static void Write(IReadOnlyList<EvalMetric> metrics, TextWriter writer, Terminal terminal)
    {
        MarkdownTable table = new("Tasks", ">Version", "Filter", ">n-shot", "Metric", "", ">Value", "", ">Stderr");
        // A file is UTF-8, whatever a terminal may show.
        bool isPlain = terminal is { HasUnicode: false, IsRedirected: false };
        string last = "";
        foreach (EvalMetric metric in metrics)
        {
            bool isNew = metric.Task != last;
            table.Add(
                isNew ? metric.Task : "",
                isNew ? EvalAnswer.Version.ToString(CultureInfo.InvariantCulture) : "",
                "none",
                "0",
                metric.Name,
                metric.IsHigherBetter ? (isPlain ? "^" : "↑") : (isPlain ? "v" : "↓"),
                Number(metric.Estimate.Value),
                isPlain ? "+-" : "±",
                metric.Estimate.StandardError is { } error ? Number(error) : "N/A");
            last = metric.Task;
        }

        table.Write(writer, terminal, Constant);
    }

    private static string Number(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        >= 1e6 => value.ToString("0.0000e+00", CultureInfo.InvariantCulture),
        _ => value.ToString("F4", CultureInfo.InvariantCulture),
    };
}
