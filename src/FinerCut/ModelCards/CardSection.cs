using System.Globalization;
using FinerCut.Evaluation.Texts;
using FinerCut.Plans;

namespace FinerCut.ModelCards;

/// <summary>Writes what a card says about the pruning, in Markdown.</summary>
internal static class CardSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="facts">What to tell.</param>
    /// <param name="hasDenseText">Whether text about the dense model follows.</param>
    /// <param name="dropsResults">Whether results of the dense model were taken out of the front matter.</param>
    /// <returns>Its lines.</returns>
    public static IReadOnlyList<string> Write(CardFacts facts, bool hasDenseText, bool dropsResults)
    {
        PruningPlan plan = facts.Plan;
        List<string> lines =
        [
            $"**This is a pruned model.** FinerCut removed {plan.Removed.Count} of {plan.Source.Sublayers.Count} "
                + $"sublayers{(facts.BaseModel is { } name ? $" of {name}" : "")}; a sublayer is the attention or the "
                + "feed-forward half of a decoder layer. Nothing was trained afterwards."
                + (hasDenseText ? " The text below was written for the dense model, and so were its numbers." : ""),
            "",
            $"- Removed, in this order: {Join(plan.Removed.Select(removal => removal.Sublayer))}",
        ];
        if (facts.Earlier.Count > 0)
        {
            lines.Add($"- Removed by an earlier pruning: {Join(facts.Earlier)}");
        }

        lines.Add(plan.Calibration is { } calibration
            ? Text($"- Chosen by a search on {EvaluationText.Describe(calibration.Source)}, {calibration.Samples} ")
                + Text($"samples of {calibration.SampleTokens} tokens, by the metric {plan.Settings.Metric}")
            : "- Chosen by hand");
        if (plan.Healing is { Weights.Count: > 0 } healing)
        {
            lines.Add(
                Text($"- Healed: {healing.Weights.Count} weights are not those of the dense model, but fitted by ")
                    + Text($"ridge regression on {healing.Tokens} tokens of {EvaluationText.Describe(healing.Source)}"));
        }

        if (dropsResults)
        {
            lines.Add("- The results of the dense model are no longer in the metadata: they were not measured on this "
                + "model");
        }

        lines.Add($"- The whole record: {PruningPlan.FileName}");
        lines.AddRange(Table(plan.Perplexities ?? []));
        return lines;
    }

    private static IEnumerable<string> Table(IReadOnlyList<PlanPerplexity> perplexities) => perplexities.Count == 0
        ? []
        :
        [
            "",
            "| perplexity on | protocol | before | after | ratio |",
            "|---|---|--:|--:|--:|",
            .. perplexities.Select(Row),
            "",
            "Errors are standard errors; that of the ratio is paired.",
        ];

    private static string Row(PlanPerplexity found)
    {
        string text = found.Text == EvaluationText.SourceName ? "FinerCut's built-in text" : Escape(found.Text);
        return Text($"| {text} | {found.Protocol}, {found.Windows} x {found.WindowTokens} tokens | ")
            + $"{Figure(found.Dense, found.DenseStandardError, "0.00")} | "
            + $"{Figure(found.Pruned, found.PrunedStandardError, "0.00")} | "
            + $"{Figure(found.Ratio, found.RatioStandardError, "0.000")} |";
    }

    private static string Figure(double? value, double? error, string format) => value is null
        ? "no finite number"
        : value.Value.ToString(format, CultureInfo.InvariantCulture)
            + (error is { } known ? $" ± {known.ToString(format, CultureInfo.InvariantCulture)}" : "");

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    /// <summary>A file may have any name.</summary>
    private static string Escape(string text) => string.Concat(text.Select(character =>
        char.IsControl(character) ? "?" : "\\`*_{}[]<>|".Contains(character, StringComparison.Ordinal)
            ? $"\\{character}" : $"{character}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
