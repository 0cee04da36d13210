using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Tests.Messages;

public class FieldReaderTests
{
    [Fact]
    public void Fields_OfEveryWireType_AreWalkedOver()
    {
        byte[] bytes = [0x08, 0x96, 0x01, 0x12, 2, .. "hi"u8, 0x1D, .. BitConverter.GetBytes(1f), 0x21, .. new byte[8]];
        List<Field> fields = [];
        FieldReader reader = new(RangeOf(bytes));
        while (reader.TryRead(out Field field))
        {
            fields.Add(field);
        }

        Assert.Equal(
            [(1, WireType.Varint), (2, WireType.Bytes), (3, WireType.Fixed32), (4, WireType.Fixed64)],
            fields.Select(field => (field.Number, field.Wire)));
        Assert.Equal((150, "hi", 1f), (fields[0].Int64, fields[1].Text, fields[2].Float));
        Assert.Equal(bytes, fields.SelectMany(field => field.Whole.ToArray()));
    }

    [Theory]
    [InlineData("at 0: a field has the number 0", 0x00)]
    [InlineData("at 0: field 1 has the wire type 3", 0x0B)]
    [InlineData("at 1: a number ends too early", 0x08, 0xFF)]
    [InlineData("at 0: a field claims 5 bytes, more than there are", 0x0A, 5, 1)]
    [InlineData("at 0: a field claims 4 bytes, more than there are", 0x0D, 1)]
    [InlineData("at 0: a field claims a negative length", 0x0A, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)]
    [InlineData("at 1: a number has more than 10 bytes", 8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)]
    public void Bytes_ThatAreNoFields_AreToldInTheWordsOfTheCaller(string expected, params int[] bytes)
    {
        byte[] message = [.. bytes.Select(value => (byte)value)];

        DiagnosticException error = Assert.Throws<DiagnosticException>(() =>
        {
            FieldReader reader = new(
                RangeOf(message), (_, offset, finding) => new DiagnosticException("FC0000", $"at {offset}: {finding}"));
            while (reader.TryRead(out Field _))
            {
            }
        });

        Assert.Equal(expected, error.Message);
    }

    private static ByteRange RangeOf(byte[] bytes) => new(new MemoryByteSource(bytes), 0, bytes.Length);
}
