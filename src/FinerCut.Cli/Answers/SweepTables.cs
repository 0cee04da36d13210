using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Sweep;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The tables of <c>finercut sweep</c>.</summary>
/// <param name="result">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class SweepTables(SweepResult result, TextWriter writer, Terminal terminal)
{
    private const string DenseName = "dense";

    private readonly PerplexityFigures _figures = new(new AnswerLines(writer, terminal).PlusMinus);
    private readonly string[] _distances = Quantities.Distances([.. result.Points.Select(point => point.Distance)]);

    /// <summary>A ratio in per cent.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <param name="blank">What stands before the sign.</param>
    public static string Percent(double ratio, string blank = " ") =>
        (ratio * 100).ToString("0.##", CultureInfo.InvariantCulture) + blank + "%";

    /// <summary>Writes how good the models are.</summary>
    /// <param name="text">Index of the text; null where nothing was measured.</param>
    public void WriteQuality(int? text)
    {
        string[] headers = [">Ratio", ">Removed", $">Distance", ">Perplexity", ">To dense"];
        int columns = text is null ? 3 : headers.Length;
        AnswerTable table = new(terminal, headers.AsSpan(0, columns));
        if (text is { } number)
        {
            PlanPerplexity dense = result.Points[0].Perplexities[number];
            table.AddDim(DenseName, "0", "-", _figures.Dense(dense), "-");
        }

        foreach ((int index, SweepPoint point) in result.Points.Index())
        {
            string[] cells =
            [
                Percent(point.Ratio),
                point.Count.ToString(CultureInfo.InvariantCulture),
                _distances[index],
                .. text is { } measured ? FiguresOf(point.Perplexities[measured]) : [],
            ];
            table.Add(cells);
        }

        table.Write(writer);
    }

    /// <summary>Writes how large the models are.</summary>
    public void WriteSavings()
    {
        AnswerTable table = new(terminal, ">Ratio", ">Size", ">Saved", ">KV cache", ">Multiply-adds");
        table.AddDim(DenseName, Quantities.Bytes(result.Dense.Bytes), "-", "-", "-");
        foreach (SweepPoint point in result.Points)
        {
            table.Add(
                Percent(point.Ratio),
                Quantities.Bytes(point.Totals.Bytes),
                Quantities.Gone(result.Dense.Bytes, point.Totals.Bytes),
                Quantities.Gone(result.Dense.KvCacheBytesPerToken, point.Totals.KvCacheBytesPerToken),
                Quantities.Gone(result.Dense.MultiplyAddsPerToken, point.Totals.MultiplyAddsPerToken));
        }

        table.Write(writer);
    }

    private string[] FiguresOf(PlanPerplexity perplexity) =>
        [_figures.Pruned(perplexity), _figures.Ratio(perplexity)];
}
