using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>Perplexities with their errors, as cells of tables.</summary>
/// <param name="plusMinus">What stands between a figure and its error.</param>
internal sealed class PerplexityFigures(string plusMinus)
{
    private const string Beyond = "beyond all numbers";

    /// <summary>That of the dense model.</summary>
    /// <param name="perplexity">What was measured.</param>
    public string Dense(PlanPerplexity perplexity) => Figure(perplexity.Dense, perplexity.DenseStandardError);

    /// <summary>That of the pruned model.</summary>
    /// <param name="perplexity">What was measured.</param>
    public string Pruned(PlanPerplexity perplexity) => Figure(perplexity.Pruned, perplexity.PrunedStandardError);

    /// <summary>The latter as a multiple of the former.</summary>
    /// <param name="perplexity">What was measured.</param>
    public string Ratio(PlanPerplexity perplexity) => perplexity.Ratio is { } ratio
        ? Quantities.Factor(ratio) + "x" + Error(perplexity.RatioStandardError, Quantities.Factor)
        : "-";

    private string Figure(double? perplexity, double? error) => perplexity is { } value
        ? Quantities.Perplexity(value) + Error(error, Quantities.Perplexity)
        : Beyond;

    private string Error(double? error, Func<double, string> format) =>
        error is { } value ? $" {plusMinus} {format(value)}" : "";
}
