using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Evaluation;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The perplexities of a plan: before and after, how sure they are, on what text, and whether they are to be
/// trusted.</summary>
/// <param name="plan">The plan.</param>
/// <param name="lines">Standard output.</param>
internal sealed class PerplexityFacts(PruningPlan plan, AnswerLines lines)
{
    /// <summary>Whether perplexity rises so far on one of the texts that a run warns.</summary>
    public bool AreHigh => (plan.Perplexities ?? []).Any(IsHigh);

    /// <summary>Writes all of it; nothing where nothing was measured.</summary>
    public void Write()
    {
        foreach (PlanPerplexity perplexity in plan.Perplexities ?? [])
        {
            lines.Fact("Perplexity", Change(perplexity));
            lines.Fact("", string.Create(
                CultureInfo.InvariantCulture,
                $"on {PlanText.Source(perplexity.Text)}: {perplexity.Protocol}, {perplexity.Windows} x "
                    + $"{perplexity.WindowTokens} tokens, {perplexity.Tokens} predicted"));
            if (perplexity.IsDenseLost)
            {
                lines.Fact("", lines.Ink.Yellow("The dense model is lost on this text: a guess by how often each token "
                    + $"occurs has {Quantities.Perplexity(perplexity.Guess)}. Pass --text with text that it was made "
                    + "for."));
            }

            if (IsHigh(perplexity))
            {
                lines.Fact("", lines.Ink.Yellow(string.Create(
                    CultureInfo.InvariantCulture,
                    $"More than {PerplexityLimit.Warning}x: the pruned model may no longer write what you need.")));
            }
        }
    }

    private static bool IsHigh(PlanPerplexity perplexity) => !(perplexity.Ratio <= PerplexityLimit.Warning);

    private string Change(PlanPerplexity perplexity)
    {
        string change = $"{Text(perplexity.Dense, perplexity.DenseStandardError)} -> "
            + Text(perplexity.Pruned, perplexity.PrunedStandardError);
        return perplexity.Ratio is { } ratio
            ? $"{change}, {Quantities.Factor(ratio)}x{Error(perplexity.RatioStandardError, Quantities.Factor)}"
            : change;
    }

    private string Text(double? perplexity, double? error) => perplexity is { } value
        ? Quantities.Perplexity(value) + Error(error, Quantities.Perplexity)
        : "beyond all numbers";

    private string Error(double? error, Func<double, string> format) =>
        error is { } value ? $" {lines.PlusMinus} {format(value)}" : "";
}
