using System.Globalization;
using FinerCut.Calibration.Sources;
using FinerCut.Onnx;

namespace FinerCut.Tests.Calibration.Sources;

public class LineReaderTests
{
    [Fact]
    public void Lines_WithMarkBlanksAndCarriageReturns_KeepTheirNumbers()
    {
        using MemoryStream stream = new("\uFEFFa\r\n\n \t\r\nb"u8.ToArray());
        Assert.Equal([(1L, "a\r"), (4L, "b")], LineReader.Read("x.jsonl", stream)
            .Select(line => (line.Number, System.Text.Encoding.UTF8.GetString(line.Bytes))));
    }

    [Fact]
    public void Lines_OfJoinedFiles_BeginBehindTheirMarks()
    {
        using MemoryStream stream = new("\uFEFF{}\n\uFEFF[1]\n\uFEFF\n7"u8.ToArray());
        Assert.Equal(
            ["{}", "[1]", "7"],
            LineReader.Read("x.jsonl", stream).Select(line => System.Text.Encoding.UTF8.GetString(line.Bytes)));
    }

    [Fact]
    public void Line_OfTheLongestLength_IsRead()
    {
        using MemoryStream stream = new(Filled(LineReader.LongestLine));
        Assert.Equal(LineReader.LongestLine, Assert.Single(LineReader.Read("x.jsonl", stream)).Bytes.Length);
    }

    [Fact]
    public void Line_OfMoreBytes_IsRefusedWithTheLimit()
    {
        using MemoryStream stream = new([.. "{}\n"u8, .. Filled(LineReader.LongestLine + 1)]);
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => LineReader.Read("x.jsonl", stream).Count());
        Assert.Equal("FC3054", error.Code);
        Assert.Contains("Line 2 of 'x.jsonl'", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"the {LineReader.LongestLine} bytes"),
            error.Message,
            StringComparison.Ordinal);
    }

    private static byte[] Filled(int length)
    {
        byte[] bytes = new byte[length];
        Array.Fill(bytes, (byte)'a');
        return bytes;
    }
}
