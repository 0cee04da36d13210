using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Texts;

namespace FinerCut.Configurations;

/// <summary>A JSON text that is edited in place: what no edit touches stays byte for byte.</summary>
internal sealed class EditableJson
{
    private readonly byte[] _bytes;
    private readonly SortedDictionary<int, (int End, string Text)> _edits = [];

    /// <summary>Reads a text to its end.</summary>
    /// <param name="bytes">UTF-8, with or without a byte order mark.</param>
    /// <param name="fileName">The file, for the error.</param>
    /// <exception cref="DiagnosticException">It is not valid JSON, or holds a text that is none; the message has the
    /// line.</exception>
    public EditableJson(byte[] bytes, string fileName)
    {
        _bytes = bytes;
        int offset = ByteOrderMark.LengthAt(bytes);
        try
        {
            JsonTexts.Check(fileName, bytes);
            Utf8JsonReader reader = new(bytes.AsSpan(offset));
            reader.Read();
            Root = Read(ref reader, offset);
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw JsonFile.Damaged(fileName, bytes, exception);
        }
    }

    /// <summary>The outermost value.</summary>
    public JsonSpan Root { get; }

    /// <summary>A whole number; null for everything else.</summary>
    public long? Number(JsonSpan span) =>
        span.Kind == JsonValueKind.Number && Utf8Parser.TryParse(Bytes(span), out long value, out int read)
            && read == span.End - span.Start ? value : null;

    /// <summary>The text of a value as it is written.</summary>
    public string Text(JsonSpan span) => Encoding.UTF8.GetString(Bytes(span));

    /// <summary>Writes something else in the place of a value.</summary>
    public void Replace(JsonSpan span, string text)
    {
        if (text != Text(span))
        {
            _edits[span.Start] = (span.End, text);
        }
    }

    /// <inheritdoc cref="Replace(JsonSpan,string)"/>
    public void Replace(JsonSpan span, long number) => Replace(span, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Keeps some elements of an array, in its own layout.</summary>
    /// <param name="array">The array.</param>
    /// <param name="textOf">The new text of an element by its index; null to leave it out.</param>
    public void ReplaceElements(JsonSpan array, Func<int, string?> textOf)
    {
        IReadOnlyList<JsonSpan> elements = array.Elements;
        if (elements.Count == 0)
        {
            return;
        }

        StringBuilder text = new();
        for (int i = 0; i < elements.Count; i++)
        {
            if (textOf(i) is { } element)
            {
                bool isFirst = text.Length == 0;
                text.Append(isFirst
                    ? Between(array.Start, elements[0].Start)
                    : Between(elements[i - 1].End, elements[i].Start)).Append(element);
            }
        }

        Replace(array, text.Length == 0 ? "[]" : text.Append(Between(elements[^1].End, array.End)).ToString());
    }

    /// <summary>Takes a member out of its object, with one of the commas beside it.</summary>
    public void Remove(JsonSpan parent, JsonMember member)
    {
        int index = parent.Members.ToList().IndexOf(member);
        (int start, int end) = index > 0 ? (parent.Members[index - 1].Value.End, member.Value.End)
            : parent.Members.Count > 1 ? (member.Start, parent.Members[1].Start)
            : (parent.Start + 1, parent.End - 1);
        foreach (int inside in _edits.Keys.Where(key => key >= start && key < end).ToList())
        {
            _edits.Remove(inside);
        }

        _edits[start] = (end, "");
    }

    /// <summary>The text with all edits.</summary>
    /// <returns>The very array that was read where nothing changes.</returns>
    public byte[] ToBytes()
    {
        // From the end, so that the offsets before stay valid.
        byte[] bytes = _bytes;
        foreach ((int start, (int end, string text)) in _edits.Reverse())
        {
            bytes = [.. bytes.AsSpan(..start), .. Encoding.UTF8.GetBytes(text), .. bytes.AsSpan(end..)];
        }

        return bytes;
    }

    private static JsonSpan Read(ref Utf8JsonReader reader, int offset)
    {
        int start = offset + checked((int)reader.TokenStartIndex);
        List<JsonMember> members = [];
        List<JsonSpan> elements = [];
        JsonValueKind kind = KindOf(reader.TokenType);
        while (kind == JsonValueKind.Object && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            (string name, int keyStart) = (reader.GetString()!, offset + checked((int)reader.TokenStartIndex));
            reader.Read();
            members.Add(new JsonMember(name, keyStart, Read(ref reader, offset)));
        }

        while (kind == JsonValueKind.Array && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Read(ref reader, offset));
        }

        return new JsonSpan(
            kind, start, offset + checked((int)reader.BytesConsumed))
        { Members = members, Elements = elements };
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private ReadOnlySpan<byte> Bytes(JsonSpan span) => _bytes.AsSpan(span.Start..span.End);

    private string Between(int start, int end) => Encoding.UTF8.GetString(_bytes.AsSpan(start..end));
}
