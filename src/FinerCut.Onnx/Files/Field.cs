using System.Buffers.Binary;

namespace FinerCut.Onnx.Files;

/// <summary>One field of a protobuf message, its bytes left where they are.</summary>
/// <param name="Number">Field number.</param>
/// <param name="Wire">How it is stored.</param>
/// <param name="Varint">The value of a varint; else 0.</param>
/// <param name="Payload">The content without tag and length.</param>
/// <param name="Whole">The field with its tag, as it stands in the file.</param>
internal readonly record struct Field(int Number, WireType Wire, ulong Varint, ByteRange Payload, ByteRange Whole)
{
    public long Int64 => unchecked((long)Varint);

    public string Text => Payload.ToString();

    public float Float => BitConverter.Int32BitsToSingle((int)Fixed(4));

    /// <summary>Adds the numbers of a repeated integer field, packed or not.</summary>
    public void AddIntegersTo(List<long> values)
    {
        if (Wire == WireType.Varint)
        {
            values.Add(Int64);
            return;
        }

        FieldReader reader = new(Payload);
        while (!reader.AtEnd)
        {
            values.Add(unchecked((long)reader.ReadVarint()));
        }
    }

    /// <summary>Adds the numbers of a repeated float field, packed or not.</summary>
    public void AddFloatsTo(List<float> values)
    {
        byte[] bytes = Payload.ToArray();
        for (int at = 0; at + 4 <= bytes.Length; at += 4)
        {
            values.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at)));
        }
    }

    /// <summary>Checks that the field is stored as the ONNX schema says.</summary>
    public Field Expect(WireType wire, string what) =>
        Wire == wire ? this : throw OnnxFileErrors.NotOnnx(Whole.Source.Name, Whole.Offset, $"{what} is stored as {Wire}, not {wire}");

    private long Fixed(int length)
    {
        Span<byte> bytes = stackalloc byte[8];
        Payload.Source.Read(Payload.Offset, bytes[..length]);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }
}
