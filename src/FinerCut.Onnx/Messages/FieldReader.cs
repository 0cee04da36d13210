using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Walks over the fields of a protobuf message without reading their contents.</summary>
/// <param name="message">The message.</param>
/// <param name="fault">The error for bytes that are no fields; null, the default, for the errors of a model file,
/// FC1002 and FC1003.</param>
/// <remarks>Groups, which protobuf has given up, are no fields.</remarks>
public struct FieldReader(ByteRange message, FieldFault? fault = null)
{
    private const int LongestVarintInBytes = 10;

    private long _position = message.Offset;

    /// <summary>Whether no bytes are left.</summary>
    public readonly bool AtEnd => _position >= message.End;

    /// <summary>Moves to the next field.</summary>
    /// <param name="field">The field; empty at the end.</param>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="DiagnosticException">The bytes are no protobuf, or end too early.</exception>
    public bool TryRead(out Field field)
    {
        field = default;
        if (AtEnd)
        {
            return false;
        }

        long start = _position;
        ulong tag = ReadVarint();
        (ulong number, WireType wire) = (tag >> 3, (WireType)(tag & 7));
        if (number is 0 or > 536_870_911)
        {
            throw Fault(start, $"a field has the number {number}");
        }

        ulong varint = 0;
        long payload = _position;
        switch (wire)
        {
            case WireType.Varint:
                varint = ReadVarint();
                break;
            case WireType.Bytes:
                long length = unchecked((long)ReadVarint());
                payload = _position;
                Advance(length, start);
                break;
            case WireType.Fixed32:
                Advance(4, start);
                break;
            case WireType.Fixed64:
                Advance(8, start);
                break;
            default:
                throw Fault(start, $"field {number} has the wire type {(int)wire}");
        }

        ByteSource source = message.Source;
        ByteRange whole = new(source, start, _position - start);
        field = new Field((int)number, wire, varint, new(source, payload, _position - payload), whole);
        return true;
    }

    /// <summary>Reads a number without a tag, as packed fields hold them.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="DiagnosticException">The bytes are no number, or end too early.</exception>
    public ulong ReadVarint()
    {
        Span<byte> bytes = stackalloc byte[LongestVarintInBytes];
        bytes = bytes[..(int)Math.Min(LongestVarintInBytes, message.End - _position)];
        message.Source.Read(_position, bytes);
        ulong value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                _position += i + 1;
                return value;
            }
        }

        throw bytes.Length == LongestVarintInBytes ? Fault(_position, "a number has more than 10 bytes")
            : fault?.Invoke(message, _position, "a number ends too early")
            ?? ByteErrors.Truncated(message.Source.Name, message.End, message.End + 1);
    }

    private void Advance(long length, long fieldStart)
    {
        if (length < 0)
        {
            throw Fault(fieldStart, "a field claims a negative length");
        }

        if (length > message.End - _position)
        {
            throw fault?.Invoke(message, fieldStart, $"a field claims {length} bytes, more than there are")
                ?? ByteErrors.Truncated(message.Source.Name, message.Source.Length, _position, length);
        }

        _position += length;
    }

    private readonly DiagnosticException Fault(long offset, string finding) =>
        fault?.Invoke(message, offset, finding) ?? MessageErrors.NotOnnx(message.Source.Name, offset, finding);
}
