using System.Text;

namespace FinerCut.Onnx.Files;

/// <summary>Builds a protobuf message from new fields and from ranges of existing files, which are copied only when it is written.</summary>
internal sealed class MessageBuilder
{
    private readonly List<ByteRange> _parts = [];

    /// <summary>Length of the message in bytes.</summary>
    public long Length { get; private set; }

    public MessageBuilder Varint(int number, long value) => Add(bytes =>
    {
        Write(bytes, (ulong)number << 3);
        Write(bytes, unchecked((ulong)value));
    });

    public MessageBuilder Float(int number, float value) => Add(bytes =>
    {
        Write(bytes, ((ulong)number << 3) | (ulong)WireType.Fixed32);
        bytes.Write(BitConverter.GetBytes(value));
    });

    public MessageBuilder Text(int number, string value) => Bytes(number, Encoding.UTF8.GetBytes(value));

    public MessageBuilder Bytes(int number, byte[] value) => Add(bytes =>
    {
        WriteHeader(bytes, number, value.Length);
        bytes.Write(value);
    });

    public MessageBuilder Message(int number, MessageBuilder message)
    {
        Add(bytes => WriteHeader(bytes, number, message.Length));
        foreach (ByteRange part in message._parts)
        {
            Raw(part);
        }

        return this;
    }

    /// <summary>A field of this number whose content is a range as it stands.</summary>
    public MessageBuilder Content(int number, ByteRange content)
    {
        Add(bytes => WriteHeader(bytes, number, content.Length));
        return Raw(content);
    }

    /// <summary>Bytes as they stand, tags included.</summary>
    public MessageBuilder Raw(ByteRange range)
    {
        Length += range.Length;
        if (_parts.Count > 0 && _parts[^1] is var last && last.Source == range.Source && last.End == range.Offset)
        {
            _parts[^1] = last with { Length = last.Length + range.Length };
        }
        else
        {
            _parts.Add(range);
        }

        return this;
    }

    /// <summary>All fields of a message but those of some numbers, known or not, in their order.</summary>
    public MessageBuilder CopyExcept(ByteRange message, params ReadOnlySpan<int> numbers)
    {
        FieldReader reader = new(message);
        while (reader.TryRead(out Field field))
        {
            if (!numbers.Contains(field.Number))
            {
                Raw(field.Whole);
            }
        }

        return this;
    }

    public void CopyTo(Stream destination, CancellationToken cancellation)
    {
        foreach (ByteRange part in _parts)
        {
            part.CopyTo(destination, cancellation);
        }
    }

    public byte[] ToArray()
    {
        using MemoryStream stream = new(Length <= Array.MaxLength ? (int)Length : throw OnnxFileErrors.TooLarge(Length));
        CopyTo(stream, CancellationToken.None);
        return stream.ToArray();
    }

    private MessageBuilder Add(Action<MemoryStream> write)
    {
        using MemoryStream stream = new();
        write(stream);
        byte[] bytes = stream.ToArray();
        return Raw(new(new MemoryByteSource(bytes), 0, bytes.Length));
    }

    private static void WriteHeader(MemoryStream bytes, int number, long length)
    {
        Write(bytes, ((ulong)number << 3) | (ulong)WireType.Bytes);
        Write(bytes, (ulong)length);
    }

    private static void Write(MemoryStream bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
