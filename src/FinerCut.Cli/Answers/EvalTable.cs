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
        bool isPlain = IsPlain(terminal);
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
                PlusMinus(terminal),
                metric.Estimate.StandardError is { } error ? Number(error) : "N/A");
            last = metric.Task;
        }

        table.Write(writer, terminal, Constant);
    }

    /// <summary>A number, or the word for what is none.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">How to write it.</param>
    public static string Number(double value, string format = "F4") => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        >= 1e6 => value.ToString("0.0000e+00", CultureInfo.InvariantCulture),
        _ => value.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>A share in percent, or the word for what is none.</summary>
    /// <param name="share">1 for all.</param>
    public static string Share(double share) =>
        double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:F3} %") : Number(share);

    /// <summary>What stands before a standard error.</summary>
    /// <param name="terminal">Where it is shown.</param>
    public static string PlusMinus(Terminal terminal) => IsPlain(terminal) ? "+-" : "±";

    /// <summary>A file is UTF-8, whatever a terminal may show.</summary>
    private static bool IsPlain(Terminal terminal) => terminal is { HasUnicode: false, IsRedirected: false };
}
