using System.Text.Json;
using FinerCut.Tokenizers;
using FinerCut.Tokenizers.Files;

namespace FinerCut.ChatTemplates;

/// <summary>Reads JSON files of which only a part is looked at.</summary>
internal static class JsonRoot
{
    /// <summary>Reads a file whose whole is an object.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="read">What to make of the object; it must not keep it.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3002, FC3003, FC3004 or FC3014: the file cannot be read,
    /// or is damaged.</exception>
    internal static T Read<T>(string path, Func<JsonElement, T> read)
    {
        ReadOnlyMemory<byte> bytes = TokenizerJsonFile.ReadText(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? read(document.RootElement)
                : throw TokenizerErrors.WrongShape(
                    path, "the whole file", "an object", $"of the kind {document.RootElement.ValueKind}");
        }
        catch (JsonException exception)
        {
            throw TokenizerErrors.NotJson(path, exception);
        }
        catch (InvalidOperationException exception)
        {
            throw TokenizerErrors.TextDamaged(path, exception);
        }
    }
}
