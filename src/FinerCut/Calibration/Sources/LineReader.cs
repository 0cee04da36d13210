using FinerCut.Texts;

namespace FinerCut.Calibration.Sources;

/// <summary>Splits bytes into lines without decoding them, so that a fault can be told by its line.</summary>
internal static class LineReader
{
    /// <summary>The longest line that is read, in bytes: 32 Mi. Reading takes about 12 bytes of memory for
    /// each.</summary>
    internal const int LongestLine = 32 << 20;

    /// <summary>Reads UTF-8 lines, one at a time.</summary>
    /// <param name="path">What messages call the stream.</param>
    /// <param name="stream">The stream, at its start.</param>
    /// <returns>1-based number and bytes of each line that is not blank, without line feed, and without the byte order
    /// mark that a line begins with where files of Windows were joined.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3054, when it is reached: a line is too long.</exception>
    internal static IEnumerable<(long Number, byte[] Bytes)> Read(string path, Stream stream)
    {
        BufferedStream buffered = new(stream, 1 << 16);
        for (long number = 1; ReadLine(buffered, path, number) is { } line; number++)
        {
            int start = ByteOrderMark.LengthAt(line);
            byte[] bytes = start == 0 ? line : line[start..];
            if (bytes.AsSpan().ContainsAnyExcept(" \t\r"u8))
            {
                yield return (number, bytes);
            }
        }
    }

    private static byte[]? ReadLine(BufferedStream stream, string path, long number)
    {
        List<byte> line = [];
        int next = stream.ReadByte();
        if (next < 0)
        {
            return null;
        }

        for (; next >= 0 && next != '\n'; next = stream.ReadByte())
        {
            line.Add((byte)next);
            if (line.Count > LongestLine)
            {
                throw CalibrationErrors.LineTooLong(path, number, LongestLine);
            }
        }

        return [.. line];
    }
}
