using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Commands.Tokens;

/// <summary>All texts about the files that <c>finercut tokens</c> reads, FC3031 to FC3033 and FC3056.</summary>
internal static class TokensErrors
{
    internal static DiagnosticException FileMissing(string path, Exception cause) => new(
        "FC3031", $"There is no file '{path}' with text. Check the path; '-' reads standard input.", cause);

    internal static DiagnosticException FileUnreadable(string path, Exception cause) => new(
        "FC3032", $"'{path}' cannot be read: {cause.Message} Check its permissions and that it is a file.", cause);

    internal static DiagnosticException NotUtf8(string path, string place) => new(
        "FC3032", $"'{path}' is not UTF-8 text: {place} is not a valid character. Save it as UTF-8.");

    internal static DiagnosticException BadLine(string path, long line, string finding, string field) => new(
        "FC3033",
        string.Create(CultureInfo.InvariantCulture, $"Line {line} of '{path}' {finding}. ")
            + $"Each line is an object such as {{\"{field}\": \"...\"}}, a string, or an array of token ids; "
            + "--text-field names another field.");

    internal static DiagnosticException TextTooLong(string path, long longest) => new(
        "FC3056",
        string.Create(CultureInfo.InvariantCulture, $"'{path}' has more than {longest} bytes, too many for one text. ")
            + "Divide it, or write its parts as lines of a .jsonl file, which are read one by one.");
}
