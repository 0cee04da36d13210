using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Commands.Generate;

/// <summary>The texts of errors about writing text.</summary>
internal static class GenerateErrors
{
    public static DiagnosticException NoTokens(int found) => new(
        "FC4071", string.Create(
            CultureInfo.InvariantCulture,
            $"--max-tokens {found} leaves nothing to write; it must be at least 1, such as --max-tokens 128."));

    public static DiagnosticException BadTemperature(double found) => new(
        "FC4072", string.Create(CultureInfo.InvariantCulture, $"--temperature {found} is not possible; it is 0 for the "
            + $"likeliest token always, or more, such as --temperature 0.8."));

    public static DiagnosticException EmptyPrompt(string model) => new(
        "FC4073", $"The prompt has no token, and the tokenizer of '{model}' begins no text by itself. Give a text, "
            + "such as --prompt \"Once upon a time\".");

    public static DiagnosticException NoChatTemplate(string model) => new(
        "FC4074", $"'{model}' has no chat template, so it is not known how it wants a conversation written. Leave "
            + "--chat out, or add its chat_template.jinja.");

    public static DiagnosticException PromptTooLong(int tokens, long context) => new(
        "FC4075", string.Create(CultureInfo.InvariantCulture, $"The prompt has {tokens} tokens, and the model reads "
            + $"{context} at the most, with those that it writes. Shorten the prompt."));

    public static DiagnosticException UnknownToken(int id, long vocabulary, string model) => new(
        "FC4076", string.Create(CultureInfo.InvariantCulture, $"The tokenizer of '{model}' gives the id {id}, and the "
            + $"model knows {vocabulary} words. The tokenizer files belong to another model; put the right ones beside "
            + $"the graph."));

    public static DiagnosticException NoLogits(string model, string output) => new(
        "FC2044", $"'{model}' has no head: its output '{output}' are hidden states, which name no token. "
            + "Export the model with its head.");

    public static DiagnosticException NotFinite(string model, int position) => new(
        "FC5016", string.Create(CultureInfo.InvariantCulture, $"'{model}' has logits that are not numbers for the "
            + $"token after {position} tokens. Export it in another precision, since half precision may overflow, or "
            + $"remove fewer sublayers."));
}
