namespace FinerCut.Onnx.Files;

/// <summary>Walks over the fields of a protobuf message without reading their contents.</summary>
internal struct FieldReader(ByteRange message)
{
    private const int LongestVarintInBytes = 10;

    private long _position = message.Offset;

    public readonly bool AtEnd => _position >= message.End;

    /// <summary>Moves to the next field.</summary>
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
            throw OnnxFileErrors.NotOnnx(message.Source.Name, start, $"a field has the number {number}");
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
                throw OnnxFileErrors.NotOnnx(message.Source.Name, start, $"field {number} has the wire type {(int)wire}");
        }

        ByteSource source = message.Source;
        field = new Field((int)number, wire, varint, new(source, payload, _position - payload), new(source, start, _position - start));
        return true;
    }

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

        throw bytes.Length < LongestVarintInBytes
            ? OnnxFileErrors.Truncated(message.Source.Name, message.End, message.End + 1)
            : OnnxFileErrors.NotOnnx(message.Source.Name, _position, "a number has more than 10 bytes");
    }

    private void Advance(long length, long fieldStart)
    {
        if (length < 0)
        {
            throw OnnxFileErrors.NotOnnx(message.Source.Name, fieldStart, "a field claims a negative length");
        }

        if (length > message.End - _position)
        {
            throw OnnxFileErrors.Truncated(message.Source.Name, message.Source.Length, _position, length);
        }

        _position += length;
    }
}
