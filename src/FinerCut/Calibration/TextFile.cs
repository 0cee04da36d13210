using System.Text;

namespace FinerCut.Calibration;

/// <summary>Reads <c>.txt</c> files: UTF-8, with or without a byte order mark, line ends kept as they are.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads the beginning of the text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Bytes to read at most.</param>
    /// <returns>All of a text within the limit, else its whole lines; nothing where a line is longer than the limit.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016: it is missing, cannot be read, or is not UTF-8.</exception>
    internal static TextPrefix ReadText(string path, int limit)
    {
        (byte[] bytes, bool isWhole) = CalibrationFile.Read(path, stream => ReadBytes(stream, limit));
        int start = bytes.AsSpan().StartsWith(Utf8.Preamble) ? Utf8.Preamble.Length : 0;
        int end = isWhole ? bytes.Length : Math.Max(start, Array.LastIndexOf(bytes, (byte)'\n') + 1);
        try
        {
            return new TextPrefix(Utf8.GetString(bytes, start, end - start), isWhole);
        }
        catch (DecoderFallbackException exception)
        {
            throw CalibrationErrors.NotUtf8(path, $"the byte at offset {start + exception.Index}");
        }
    }

    private static (byte[] Bytes, bool IsWhole) ReadBytes(Stream stream, int limit)
    {
        byte[] bytes = new byte[Math.Min(limit, stream.Length)];
        stream.ReadExactly(bytes);
        return (bytes, bytes.Length == stream.Length);
    }
}
