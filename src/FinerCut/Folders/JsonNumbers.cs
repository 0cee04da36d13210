using System.Text.Json;

namespace FinerCut.Folders;

/// <summary>Finds where numbers stand in the text of a JSON file.</summary>
internal static class JsonNumbers
{
    /// <summary>The bytes of every number at a path; several where a key is repeated.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark.</param>
    /// <param name="path">Keys of nested objects, at least one.</param>
    /// <returns>Ranges of <paramref name="json"/> in ascending order; other values than numbers are passed over.</returns>
    /// <exception cref="JsonException">It is not valid JSON.</exception>
    public static IReadOnlyList<Range> Find(ReadOnlySpan<byte> json, IReadOnlyList<string> path)
    {
        int start = JsonFile.MarkLengthOf(json);
        Utf8JsonReader reader = new(json[start..]);
        List<Range> found = [];
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Visit(ref reader, path.ToArray(), found);
        }

        // To the end, since what follows may be damaged too.
        while (reader.Read())
        {
            reader.Skip();
        }

        return [.. found.Select(range => new Range(range.Start.Value + start, range.End.Value + start))];
    }

    private static void Visit(ref Utf8JsonReader reader, ReadOnlySpan<string> path, List<Range> found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isOnPath = reader.ValueTextEquals(path[0]);
            reader.Read();
            if (isOnPath && path.Length > 1 && reader.TokenType == JsonTokenType.StartObject)
            {
                Visit(ref reader, path[1..], found);
            }
            else if (isOnPath && path.Length == 1 && reader.TokenType == JsonTokenType.Number)
            {
                int start = checked((int)reader.TokenStartIndex);
                found.Add(start..(start + reader.ValueSpan.Length));
            }
            else
            {
                reader.Skip();
            }
        }
    }
}
