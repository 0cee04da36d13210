using System.Globalization;

namespace FinerCut.Evaluation;

/// <summary>How far perplexity may rise.</summary>
/// <param name="Factor">The most that the pruned perplexity may be of the dense one, at least 1.</param>
/// <param name="Text">The limit as given, without blanks: <c>1.2x</c> or <c>20%</c>.</param>
public sealed record PerplexityLimit(double Factor, string Text)
{
    /// <summary>The factor above which a run warns: half as much again, at which each token costs 0.4 nats
    /// more.</summary>
    public const double Warning = 1.5;

    /// <summary>Reads a limit.</summary>
    /// <param name="text">A factor such as <c>1.2x</c>, at least 1, or a rise such as <c>20%</c>, at least 0. A bare
    /// number could mean either.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7034: it is none of these.</exception>
    public static PerplexityLimit Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string given = text.Replace(" ", "", StringComparison.Ordinal);
        bool isShare = given.EndsWith('%');
        if (!isShare && !given.EndsWith("x", StringComparison.OrdinalIgnoreCase))
        {
            throw PerplexityErrors.NotALimit(text);
        }

        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        ReadOnlySpan<char> digits = given.AsSpan(0, given.Length - 1);
        return decimal.TryParse(digits, Style, CultureInfo.InvariantCulture, out decimal number)
            && (isShare || number >= 1)
            ? new PerplexityLimit((double)(isShare ? 1 + (number / 100) : number), given)
            : throw PerplexityErrors.NotALimit(text);
    }
}
