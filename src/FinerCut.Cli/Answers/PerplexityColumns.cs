using System.Globalization;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>A perplexity as columns of a table for machines.</summary>
internal static class PerplexityColumns
{
    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Text", "Protocol", "Windows", "Window Tokens", "Predicted Tokens",
        "Dense Perplexity", "Dense Perplexity Error", "Perplexity", "Perplexity Error",
        "Perplexity Ratio", "Perplexity Ratio Error",
    ];

    /// <summary>The cells of a row.</summary>
    /// <param name="perplexity">What was measured; null for empty cells.</param>
    public static IReadOnlyList<string> Of(PlanPerplexity? perplexity) =>
    [
        perplexity?.Text ?? "", perplexity?.Protocol ?? "", Number(perplexity?.Windows),
        Number(perplexity?.WindowTokens), Number(perplexity?.Tokens),
        Number(perplexity?.Dense), Number(perplexity?.DenseStandardError),
        Number(perplexity?.Pruned), Number(perplexity?.PrunedStandardError),
        Number(perplexity?.Ratio), Number(perplexity?.RatioStandardError),
    ];

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
