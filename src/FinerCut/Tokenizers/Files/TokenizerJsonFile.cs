using System.Text.Json;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Tokenizers.Files;

/// <summary>Reading JSON files, with all that can go wrong told in numbered errors.</summary>
internal static class TokenizerJsonFile
{
    /// <summary>Reads a file whose whole is an object.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="read">What to make of the object; it must not keep it.</param>
    /// <exception cref="DiagnosticException">FC3002, FC3003, FC3014, or what <paramref name="read"/>
    /// throws.</exception>
    internal static T Read<T>(string path, Func<JsonComponent, T> read)
    {
        ReadOnlyMemory<byte> bytes = ReadText(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return read(new JsonComponent(path, "", document.RootElement));
        }
        catch (JsonException exception)
        {
            throw TokenizerErrors.NotJson(path, exception);
        }
        catch (InvalidOperationException exception)
        {
            // An escaped surrogate without its partner is found only when the string is asked for.
            throw TokenizerErrors.TextDamaged(path, exception);
        }
    }

    /// <summary>The bytes of a JSON file after its byte order mark, where it has one.</summary>
    /// <exception cref="DiagnosticException">FC3002: it cannot be read.</exception>
    internal static ReadOnlyMemory<byte> ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        return bytes.AsMemory(ByteOrderMark.LengthAt(bytes));
    }

    internal static byte[] ReadBytes(string path)
    {
        try
        {
            return RegularFile.ReadAll(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TokenizerErrors.FileUnreadable(path, exception);
        }
    }
}
