using System.Buffers.Binary;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>One field of a protobuf message, its bytes left where they are.</summary>
/// <param name="Number">Field number, 1 to 536,870,911.</param>
/// <param name="Wire">How the field is stored.</param>
/// <param name="Varint">The value of a varint; else 0.</param>
/// <param name="Payload">The content without tag and length.</param>
/// <param name="Whole">The field with its tag, as it stands in the file.</param>
public readonly record struct Field(int Number, WireType Wire, ulong Varint, ByteRange Payload, ByteRange Whole)
{
    /// <summary>The value of a varint as a signed number.</summary>
    public long Int64 => unchecked((long)Varint);

    /// <summary>The content as UTF-8; malformed bytes become U+FFFD.</summary>
    public string Text => Payload.ToString();

    /// <summary>The content of a field of four bytes as a float.</summary>
    public float Float
    {
        get
        {
            Span<byte> bytes = stackalloc byte[sizeof(float)];
            Payload.Source.Read(Payload.Offset, bytes);
            return BinaryPrimitives.ReadSingleLittleEndian(bytes);
        }
    }

    /// <summary>Adds the numbers of a repeated integer field, packed or not.</summary>
    internal void AddIntegersTo(List<long> values)
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
    internal void AddFloatsTo(List<float> values)
    {
        byte[] bytes = Payload.ToArray();
        for (int at = 0; at + 4 <= bytes.Length; at += 4)
        {
            values.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at)));
        }
    }

    /// <summary>Checks that the field is stored as the ONNX schema says.</summary>
    internal Field Expect(WireType wire, string what) => Wire == wire ? this
        : throw MessageErrors.NotOnnx(
            Whole.Source.Name, Whole.Offset, $"{what} is stored as {Wire}, not {wire}");
}
