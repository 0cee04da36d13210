using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Builds a protobuf message from new fields and from ranges of existing files, which are copied only when it
/// is written.</summary>
public sealed class MessageBuilder
{
    private const int LongestVarintInBytes = 10;

    private readonly List<Part> _parts = [];
    private readonly ArrayBufferWriter<byte> _newBytes = new();

    /// <summary>Length of the message in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Adds an integer, an enumeration or a truth value.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="value">The value, stored as a varint.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Varint(int number, long value) =>
        AddTag(number, WireType.Varint).Add(unchecked((ulong)value));

    /// <summary>Adds a float.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="value">The value, stored in four bytes.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Float(int number, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return AddTag(number, WireType.Fixed32).Add(bytes);
    }

    /// <summary>Adds a text.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="value">The text, stored as UTF-8.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Text(int number, string value) => Bytes(number, Encoding.UTF8.GetBytes(value));

    /// <summary>Adds bytes.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="value">The bytes; copied.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Bytes(int number, ReadOnlySpan<byte> value) => AddHeader(number, value.Length).Add(value);

    /// <summary>Adds an inner message.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="message">The inner message, as it is now.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Message(int number, MessageBuilder message)
    {
        AddHeader(number, message.Length);
        foreach (Part part in message._parts)
        {
            if (part.Source is { } source)
            {
                Raw(new ByteRange(source, part.Offset, part.Length));
            }
            else
            {
                Add(message._newBytes.WrittenSpan.Slice((int)part.Offset, (int)part.Length));
            }
        }

        return this;
    }

    /// <summary>Adds a field whose content is a range of a file.</summary>
    /// <param name="number">Field number.</param>
    /// <param name="content">The content as it stands.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Content(int number, ByteRange content) => AddHeader(number, content.Length).Raw(content);

    /// <summary>Adds fields of a file.</summary>
    /// <param name="range">The fields as they stand, tags included.</param>
    /// <returns>This builder.</returns>
    public MessageBuilder Raw(ByteRange range) => Add(new Part(range.Source, range.Offset, range.Length));

    /// <summary>Adds all fields of a message but those of some numbers, known or not, in their order.</summary>
    /// <param name="message">The message.</param>
    /// <param name="numbers">Field numbers to leave out.</param>
    /// <returns>This builder.</returns>
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

    /// <summary>Writes the message.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellation">Looked at once for each megabyte.</param>
    public void CopyTo(Stream destination, CancellationToken cancellation)
    {
        foreach (Part part in _parts)
        {
            if (part.Source is { } source)
            {
                new ByteRange(source, part.Offset, part.Length).CopyTo(destination, cancellation);
            }
            else
            {
                cancellation.ThrowIfCancellationRequested();
                destination.Write(_newBytes.WrittenSpan.Slice((int)part.Offset, (int)part.Length));
            }
        }
    }

    /// <summary>Writes the message into memory.</summary>
    /// <returns>All of its bytes.</returns>
    /// <exception cref="DiagnosticException">FC1016: there are more than an array can hold.</exception>
    public byte[] ToArray()
    {
        using MemoryStream stream = new(Length <= Array.MaxLength ? (int)Length : throw MessageErrors.TooLarge(Length));
        CopyTo(stream, CancellationToken.None);
        return stream.ToArray();
    }

    private MessageBuilder AddHeader(int number, long length) => AddTag(number, WireType.Bytes).Add((ulong)length);

    private MessageBuilder AddTag(int number, WireType wire) => Add(((ulong)number << 3) | (ulong)wire);

    private MessageBuilder Add(ulong varint)
    {
        Span<byte> bytes = stackalloc byte[LongestVarintInBytes];
        int length = 0;
        for (; varint >= 0x80; varint >>= 7)
        {
            bytes[length++] = (byte)(varint | 0x80);
        }

        bytes[length++] = (byte)varint;
        return Add(bytes[..length]);
    }

    private MessageBuilder Add(ReadOnlySpan<byte> bytes)
    {
        int offset = _newBytes.WrittenCount;
        _newBytes.Write(bytes);
        return Add(new Part(null, offset, bytes.Length));
    }

    /// <summary>A part that goes on where the last one ended becomes one with it.</summary>
    private MessageBuilder Add(Part part)
    {
        Length += part.Length;
        if (_parts.Count > 0 && _parts[^1] is var last && last.Source == part.Source
            && last.Offset + last.Length == part.Offset)
        {
            _parts[^1] = last with { Length = last.Length + part.Length };
        }
        else
        {
            _parts.Add(part);
        }

        return this;
    }

    /// <summary>Bytes of a source; of <see cref="_newBytes"/> where there is none.</summary>
    private readonly record struct Part(ByteSource? Source, long Offset, long Length);
}
