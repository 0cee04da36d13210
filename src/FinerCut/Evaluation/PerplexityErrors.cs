using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Evaluation;

/// <summary>The texts of errors about perplexity, and of the warning that it rises far.</summary>
internal static class PerplexityErrors
{
    public static DiagnosticException RisesTooFar(string text, string rise, PerplexityLimit limit) => new(
        "FC7031",
        $"On {text} perplexity rises {rise}, and --max-perplexity-increase {limit.Text} allows less. Nothing is "
            + "written. Remove less, calibrate on text of your own (--calibration), heal (--heal), or allow more.");

    public static DiagnosticException NotMeasured(string model, string why) => new(
        "FC7032",
        $"Perplexity of '{model}' cannot be measured, because {why}, so that the limit or the text that was given is "
            + "of no use. Leave out --max-perplexity-increase, --text, and --pick by perplexity, or mend the cause.");

    public static DiagnosticException TextTooShort(string path, int tokens) => new(
        "FC7033", string.Create(CultureInfo.InvariantCulture, $"The text '{path}' has fewer than {tokens} tokens, the "
            + $"length of one window. Pass a longer text."));

    public static DiagnosticException NotALimit(string text) => new(
        "FC7034",
        $"--max-perplexity-increase '{text}' is no limit. Write the most that perplexity may become, such as 1.2x of "
            + "the dense model's and at least 1x, or the most that it may rise, such as 20%.");

    public static DiagnosticException OrderIsNotMeasured(string option) => new(
        "FC7035",
        $"--until writes a plan and no model, so {option} has nothing to measure. Leave it out, and pass it to "
            + "finercut apply; or let finercut sweep measure every ratio of the order.");

    /// <summary>What to say of a rise beyond <see cref="PerplexityLimit.Warning"/>.</summary>
    public static string RisesFar(string text, string rise) => string.Create(
        CultureInfo.InvariantCulture, $"On {text} perplexity rises {rise}, which is more than "
            + $"{PerplexityLimit.Warning}x: the pruned model may no longer write what you need. Remove less, "
            + $"calibrate on text of your own kind (--calibration), or heal the model (--heal).");
}
