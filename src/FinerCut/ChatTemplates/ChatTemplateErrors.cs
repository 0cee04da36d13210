using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.ChatTemplates;

/// <summary>All texts about chat templates, FC3040 to FC3044.</summary>
internal static class ChatTemplateErrors
{
    private const string GiveText =
        "Give the conversations as text, already written as the model reads them, in the field 'text'.";

    internal static DiagnosticException From(string source, TemplateException cause, long line) => cause.Fault switch
    {
        TemplateFault.Syntax =>
            new("FC3040", $"{At(source, cause, line)} {cause.Message}, which is not understood. {GiveText}", cause),
        TemplateFault.Evaluation => new("FC3041", $"{At(source, cause, line)} {cause.Message}. {GiveText}", cause),
        TemplateFault.Refusal => new(
            "FC3042",
            $"{At(source, cause, line)} refuses the conversation: {Shortened(cause.Message)} Change the messages, or "
                + "give them as text.",
            cause),
        _ => new("FC3043", $"{At(source, cause, line)} asks for {cause.Message}. {GiveText}", cause),
    };

    internal static DiagnosticException WrongShape(string file, string found) => new(
        "FC3044",
        $"'{file}': chat_template should be a string, or an array of objects with name and template of which one is "
            + "named 'default', but "
            + $"is {found}. Copy the tokenizer files of the original model into the folder again.");

    internal static DiagnosticException NotUtf8(string file) => new(
        "FC3044",
        $"'{file}' is not UTF-8 text. Copy the tokenizer files of the original model into the folder again.");

    private static string At(string source, TemplateException cause, long line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The chat template of '{source}', line {Math.Max(1, cause.Line > 0 ? cause.Line : line)},");

    private static string Shortened(string text) => text.Length <= 300 ? text : text[..300] + "...";
}
