using System.Text;
using System.Text.Json;
using FinerCut.Texts;

namespace FinerCut.Folders;

/// <summary>Checks names and texts of a JSON file: parsers find out only when a text is asked for that it holds no
/// characters.</summary>
internal static class JsonTexts
{
    /// <summary>Refuses half of a surrogate pair and bytes that are not UTF-8.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="json">Valid JSON, with or without a byte order mark.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC1014: a name or a text holds no characters.</exception>
    public static void Check(string path, ReadOnlySpan<byte> json)
    {
        ReadOnlySpan<byte> text = json[ByteOrderMark.LengthAt(json)..];
        if (FindDamaged(text) is { } offset)
        {
            throw FolderErrors.DamagedText(path, PlaceOf(text[..offset]));
        }
    }

    /// <summary>Where the first name or text stands that holds no characters.</summary>
    /// <param name="json">Valid JSON, without a byte order mark.</param>
    /// <returns>The offset in bytes; null where all hold characters.</returns>
    public static int? FindDamaged(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsReadable(ref reader))
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }

    private static bool IsReadable(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Line and column of what follows, both from 1.</summary>
    private static (long Line, long Column) PlaceOf(ReadOnlySpan<byte> before)
    {
        int start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
