using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Healing;

/// <summary>Texts of the errors of healing.</summary>
internal static class HealingErrors
{
    public static DiagnosticException TooFewTokens(int tokens) => new(
        "FC7401", string.Create(CultureInfo.InvariantCulture, $"--heal-tokens {tokens} is too few; give a number from ")
            + string.Create(CultureInfo.InvariantCulture, $"{HealingOptions.LeastTokens}, such as --heal-tokens ")
            + string.Create(CultureInfo.InvariantCulture, $"{HealingOptions.DefaultTokens}."));

    public static DiagnosticException TooFewSamples() => new(
        "FC7402", "Healing needs samples to fit on and others to judge by, and the text gives one sample alone. Pass "
            + "a longer text (--heal-text).");

    public static DiagnosticException Unasked(string option) => new(
        "FC7403", $"{option} says how to heal, and nothing asks for healing. Add --heal, or leave {option} out.");

    public static DiagnosticException NotWritten() => new(
        "FC7404", "--until writes a plan and no model, so there is nothing to heal. Leave --heal out, and pass it to "
            + "apply.");

    public static DiagnosticException Unmeasurable(string path) => new(
        "FC7405", $"'{path}' gives no logits of its tokens, so nothing tells whether healing helps. Export the model "
            + "with its head, or leave --heal out.");

    public static string FewTokens(long tokens, int width) => string.Create(
        CultureInfo.InvariantCulture,
        $"Healing fits matrices with {width} inputs on {tokens} tokens; {Times(width)} or more would be better. Pass "
            + $"longer texts (--heal-text).");

    private static long Times(int width) => HealingOptions.TokensPerInput * (long)width;
}
