using System.Text.Json;
using System.Text.Unicode;
using FinerCut.Onnx;

namespace FinerCut.Commands.Tokens;

/// <summary>Reads the lines of a <c>.jsonl</c> file: an object with a text, a text alone, or an array of token
/// ids.</summary>
/// <param name="path">What messages call the file.</param>
/// <param name="field">The field of an object that holds its text.</param>
internal sealed class ListedLineParser(string path, string field)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="DiagnosticException">FC3032 or FC3033: it is not UTF-8, not JSON, or none of the
    /// kinds.</exception>
    internal ListedText Parse(long number, byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            throw TokensErrors.NotUtf8(path, $"something in line {number}");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return Parse(number, document.RootElement);
        }
        catch (JsonException exception)
        {
            throw Bad(number, $"is not JSON near its byte {exception.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // An escaped surrogate without its partner is found only when the string is asked for.
            throw Bad(number, "has half of a surrogate pair in its text");
        }
    }

    private ListedText Parse(long number, JsonElement line) => line.ValueKind switch
    {
        JsonValueKind.String => new ListedText(number, line.GetString(), null),
        JsonValueKind.Array =>
            new ListedText(number, null, [.. line.EnumerateArray().Select(id => ReadId(number, id))]),
        JsonValueKind.Object when !line.TryGetProperty(field, out _) =>
            throw Bad(number, $"is an object without the field '{field}'"),
        JsonValueKind.Object when line.GetProperty(field).ValueKind == JsonValueKind.String =>
            new ListedText(number, line.GetProperty(field).GetString(), null),
        JsonValueKind.Object =>
            throw Bad(number, $"has {Shorten(line.GetProperty(field))} as '{field}' where a string was expected"),
        _ => throw Bad(number, $"is {Shorten(line)}"),
    };

    private int ReadId(long number, JsonElement id) =>
        id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int value) && value >= 0
            ? value
            : throw Bad(number, $"has {Shorten(id)} in its array where a token id was expected");

    private DiagnosticException Bad(long number, string finding) => TokensErrors.BadLine(path, number, finding, field);

    private static string Shorten(JsonElement element) =>
        element.GetRawText() is { Length: > 40 } text ? text[..37] + "..." : element.GetRawText();
}
