using System.Text;
using System.Text.Json;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Folders;

/// <summary>JSON files as exporters write them: UTF-8, with or without a byte order mark, no comments.</summary>
internal static class JsonFile
{
    /// <summary>The object in a JSON file.</summary>
    /// <returns>Null where there is no such file.</returns>
    /// <exception cref="DiagnosticException">The file cannot be read, or holds no valid JSON object.</exception>
    public static JsonElement? Find(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = Read(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(ByteOrderMark.LengthAt(bytes)));
            JsonElement root = document.RootElement;
            JsonTexts.Check(path, bytes);
            return root.ValueKind == JsonValueKind.Object
                ? root.Clone()
                : throw FolderErrors.NotAnObject(path, $"a value of the kind {root.ValueKind}");
        }
        catch (JsonException exception)
        {
            throw Damaged(path, bytes, exception);
        }
    }

    /// <summary>The error for a file that is not JSON, with the line and the column in characters, both from
    /// 1.</summary>
    public static DiagnosticException Damaged(string path, ReadOnlySpan<byte> json, JsonException exception)
    {
        if (json is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return FolderErrors.WideJson(path);
        }

        ReadOnlySpan<byte> text = json[ByteOrderMark.LengthAt(json)..];
        long line = exception.LineNumber ?? 0;
        for (long number = 0; number < line; number++)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        int before = (int)Math.Min(exception.BytePositionInLine ?? 0, text.Length);
        return FolderErrors.DamagedJson(path, (line + 1, Encoding.UTF8.GetCharCount(text[..before]) + 1), exception);
    }

    private static byte[] Read(string path)
    {
        try
        {
            return RegularFile.ReadAll(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Unreadable(path, exception);
        }
    }
}
