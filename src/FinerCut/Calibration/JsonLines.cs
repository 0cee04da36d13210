using System.Text.Json;
using System.Text.Unicode;

namespace FinerCut.Calibration;

/// <summary>Reads <c>.jsonl</c> files: UTF-8, on each line an object with a field <c>text</c>, or on each an array of token ids.</summary>
internal static class JsonLines
{
    private const string TextField = "text";

    /// <summary>Reads the lines, one at a time; blank ones are left out.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="stream">The file, at its start.</param>
    /// <returns>The lines, all with text or all with ids.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016 or FC3018, when it is reached: a line is not UTF-8, not JSON, neither
    /// of the two kinds, or of another kind than the lines before.</exception>
    internal static IEnumerable<JsonLine> Read(string path, Stream stream)
    {
        JsonLine? first = null;
        foreach ((long number, byte[] bytes) in LineReader.Read(stream))
        {
            JsonLine line = Parse(path, number, bytes);
            first ??= line;
            yield return (line.Ids is null) == (first.Ids is null)
                ? line
                : throw CalibrationErrors.BadLine(path, number, $"is {Kind(line)}, but line {first.Number} is {Kind(first)}");
        }
    }

    private static string Kind(JsonLine line) => line.Ids is null ? "an object" : "an array";

    private static JsonLine Parse(string path, long number, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw CalibrationErrors.NotUtf8(path, $"something in line {number}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => new JsonLine(number, ReadText(path, number, root), null),
                JsonValueKind.Array => new JsonLine(number, null, [.. root.EnumerateArray().Select(element => ReadId(path, number, element))]),
                _ => throw CalibrationErrors.BadLine(path, number, $"is {Kind(root)} where an object or an array was expected"),
            };
        }
        catch (JsonException exception)
        {
            throw CalibrationErrors.BadLine(path, number, $"is not JSON near its byte {exception.BytePositionInLine + 1}");
        }
    }

    private static string ReadText(string path, long number, JsonElement root)
    {
        if (!root.TryGetProperty(TextField, out JsonElement text))
        {
            throw CalibrationErrors.BadLine(path, number, $"is an object without the field '{TextField}'");
        }

        if (text.ValueKind != JsonValueKind.String)
        {
            throw CalibrationErrors.BadLine(path, number, $"has {Kind(text)} as '{TextField}' where a string was expected");
        }

        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw CalibrationErrors.BadLine(path, number, $"has half of a surrogate pair in '{TextField}'");
        }
    }

    private static long ReadId(string path, long number, JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long id)
            ? id
            : throw CalibrationErrors.BadLine(path, number, $"has {Kind(element)} in its array where a token id was expected");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => element.GetRawText(),
    };
}
