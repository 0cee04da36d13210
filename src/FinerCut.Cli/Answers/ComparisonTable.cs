using FinerCut.Cli.Consoles;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;
using FinerCut.Onnx;

namespace FinerCut.Cli.Answers;

/// <summary>A comparison with the dense model for people.</summary>
/// <param name="comparison">What the library found.</param>
/// <param name="terminal">Where it is shown.</param>
internal sealed class ComparisonTable(TextComparison comparison, Terminal terminal)
{
    private const string Percent = "%";

    private readonly MarkdownTable _table = new("Against the dense model", ">Value", "", ">Stderr");

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Standard output.</param>
    public void Write(TextWriter writer)
    {
        Add("perplexity of the dense model", comparison.DensePerplexity, "F4");
        Add("ratio of perplexities", comparison.Ratio.Ratio, "F5");
        Add("logarithm of the ratio", comparison.Ratio.LogRatio, "F5");
        Add("difference of perplexities", comparison.Ratio.Difference, "F4");
        Add("correlation of losses", comparison.Ratio.Correlation, "F5");
        Add("mean KL", comparison.Divergence, "F6");
        Add("mean change of p", comparison.ProbabilityChange, Percent);
        Add("RMS change of p", comparison.ProbabilityChangeRms, Percent);
        Add("same likeliest token", comparison.SameTop, Percent);
        foreach (PositionRange range in comparison.ByPosition)
        {
            Add(Text($"mean KL after {range.First} to {range.Last} tokens"), range.Divergence, "F6");
        }

        _table.Write(writer, terminal);
        writer.WriteLine();
        WriteSpread(writer);
    }

    private void WriteSpread(TextWriter writer)
    {
        MarkdownTable table = new("Over all tokens", ">KL", ">change of p");
        AddSpread("largest", quantiles => quantiles.Maximum);
        foreach (double percent in Quantiles.Shown)
        {
            AddSpread(percent == 50 ? "median" : Text($"{percent} %"), quantiles => quantiles.Percentile(percent));
        }

        AddSpread("smallest", quantiles => quantiles.Minimum);
        table.Write(writer, terminal);

        void AddSpread(string name, Func<Quantiles, double> find) => table.Add(
            name, Number(find(comparison.Divergences), "F6"), Number(find(comparison.ProbabilityChanges), Percent));
    }

    private void Add(string name, Estimate estimate, string format) => _table.Add(
        name,
        Number(estimate.Value, format),
        EvalTable.PlusMinus(terminal),
        estimate.StandardError is { } error ? Number(error, format) : "N/A");

    private void Add(string name, double? value, string format) =>
        _table.Add(name, value is { } number ? Number(number, format) : "N/A", "", "");

    private static string Number(double value, string format) => format == Percent
        ? EvalTable.Share(value) : EvalTable.Number(value, format);

    private static string Text(InvariantText text) => text.ToString();
}
