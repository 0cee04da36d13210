using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Commands.Bench;

/// <summary>The texts of errors about measuring speed.</summary>
internal static class BenchErrors
{
    public static DiagnosticException BadNumber(string option, int found, int least) => new(
        "FC7101", string.Create(
            CultureInfo.InvariantCulture, $"{option} {found} is not possible; the number must be at least {least}."));

    public static DiagnosticException NoTests() => new(
        "FC7101",
        "--prompt-tokens 0 and --generate-tokens 0 leave nothing to measure. Give one of them a number of tokens, such "
            + "as --generate-tokens 128.");

    public static DiagnosticException TextTooLong(string model, BenchTest test, long longest) => new(
        "FC7102", string.Create(
            CultureInfo.InvariantCulture,
            $"The test {test.Name} is a text of {test.TextTokens} tokens, and '{model}' reads {longest} at the most. ")
            + $"Give a smaller {(test.PromptTokens > 0 ? "--prompt-tokens" : "--generate-tokens")}"
            + $"{(test.Depth > 0 ? " or --depth" : "")}.");
}
