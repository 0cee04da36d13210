using System.Text.Json;
using System.Text.Unicode;
using FinerCut.Folders;

namespace FinerCut.Calibration.Sources;

/// <summary>Reads lines of JSON in UTF-8: on each an object with a text or with chat messages, or on each an array of
/// token ids.</summary>
/// <param name="path">What messages call the file.</param>
/// <param name="request">The field with the text, and the chat template.</param>
internal sealed class JsonLines(string path, CalibrationRequest request)
{
    private const string MessagesField = "messages";

    /// <summary>Reads the lines, one at a time; blank ones are left out.</summary>
    /// <param name="stream">The file, at its start.</param>
    /// <returns>The lines, all with text or all with ids.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3016, FC3018, FC3023 or FC3054, when it is reached: a line
    /// is not UTF-8, not JSON, too long,
    /// neither of the two kinds, of another kind than the lines before, or needs a chat template that is not
    /// there.</exception>
    internal IEnumerable<JsonLine> Read(Stream stream)
    {
        JsonLine? first = null;
        foreach ((long number, byte[] bytes) in LineReader.Read(path, stream))
        {
            JsonLine line = Parse(number, bytes);
            first ??= line;
            yield return (line.Ids is null) == (first.Ids is null)
                ? line
                : throw CalibrationErrors.BadLine(
                    path, number, $"is {Kind(line)}, but line {first.Number} is {Kind(first)}");
        }
    }

    private static string Kind(JsonLine line) => line.Ids is null ? "an object" : "an array";

    private JsonLine Parse(long number, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw CalibrationErrors.NotUtf8(path, $"something in line {number}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (JsonTexts.FindDamaged(bytes) is { } offset)
            {
                throw CalibrationErrors.BadLine(
                    path, number, $"has half of a surrogate pair near its byte {offset + 1}");
            }

            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => ReadObject(number, root),
                JsonValueKind.Array =>
                    new JsonLine(number, null, [.. root.EnumerateArray().Select(element => ReadId(number, element))]),
                _ => throw CalibrationErrors.BadLine(
                    path, number, $"is {Kind(root)} where an object or an array was expected"),
            };
        }
        catch (JsonException exception)
        {
            throw CalibrationErrors.BadLine(
                path, number, $"is not JSON near its byte {exception.BytePositionInLine + 1}");
        }
    }

    private JsonLine ReadObject(long number, JsonElement root)
    {
        if (!root.TryGetProperty(request.TextField, out JsonElement text)
            && !root.TryGetProperty(MessagesField, out text))
        {
            throw CalibrationErrors.BadLine(path, number, $"is an object without the field '{request.TextField}'");
        }

        if (IsMessages(text))
        {
            return request.FindChatTemplate() is { } render
                ? new JsonLine(number, render(text), null) { IsChat = true }
                : throw CalibrationErrors.NoChatTemplate(path, number);
        }

        if (text.ValueKind != JsonValueKind.String)
        {
            throw CalibrationErrors.BadLine(
                path, number, $"has {Kind(text)} as '{request.TextField}' where a string was expected");
        }

        return new JsonLine(number, text.GetString()!, null);
    }

    private static bool IsMessages(
        JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
        && value.EnumerateArray().All(message => message.ValueKind == JsonValueKind.Object);

    private long ReadId(long number, JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out long id)
            ? id
            : throw CalibrationErrors.BadLine(
                path, number, $"has {Kind(element)} in its array where a token id was expected");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => $"the number {element.GetRawText()}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => element.GetRawText(),
    };
}
