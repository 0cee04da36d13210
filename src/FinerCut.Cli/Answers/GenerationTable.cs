using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Evaluation.Generation;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Answers;

/// <summary>What a model writes, for people.</summary>
/// <param name="score">What the library found.</param>
/// <param name="terminal">Where it is shown.</param>
internal sealed class GenerationTable(GenerationScore score, Terminal terminal)
{
    private const string Percent = "%";

    private readonly MarkdownTable _table = new(
        string.Create(CultureInfo.InvariantCulture, $"{score.Prompts} texts of {score.NewTokens} tokens"),
        ">Value",
        "",
        ">Stderr");

    /// <summary>Writes the table.</summary>
    /// <param name="writer">Standard output.</param>
    public void Write(TextWriter writer)
    {
        Add("repeated 4-grams", score.Repeated, Percent);
        Add("distinct tokens", score.DistinctTokens);
        Add("distinct pairs of tokens", score.DistinctPairs);
        if (score.Agreement is { } agreement)
        {
            Add("tokens as the dense model", agreement.SameTokens, Percent);
            _table.Add(
                "longest common beginning", agreement.LongestCommon.ToString(CultureInfo.InvariantCulture), "", "");
            Add("mean common beginning", agreement.MeanCommon, "F2");
            string draft = string.Create(CultureInfo.InvariantCulture, $"drafts of {agreement.Draft.DraftTokens}");
            Add($"{draft}: accepted", agreement.Draft.AcceptanceRate, Percent);
            Add($"{draft}: accepted tokens", agreement.Draft.MeanAccepted, "F2");
            Add($"{draft}: expected speed-up", agreement.Draft.Speedup, "F3");
        }

        _table.Write(writer, terminal);
    }

    private void Add(string name, double? value) =>
        _table.Add(name, value is { } number ? EvalTable.Share(number) : "N/A", "", "");

    private void Add(string name, Estimate? estimate, string format) => _table.Add(
        name,
        Number(estimate?.Value, format),
        EvalTable.PlusMinus(terminal),
        Number(estimate?.StandardError, format));

    private static string Number(double? value, string format) => value is not { } number ? "N/A"
        : format == Percent ? EvalTable.Share(number) : EvalTable.Number(number, format);
}
