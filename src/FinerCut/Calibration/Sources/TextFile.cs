using System.Text;
using FinerCut.Texts;

namespace FinerCut.Calibration.Sources;

/// <summary>Reads texts: UTF-8, with or without a byte order mark, line ends kept as they are.</summary>
internal static class TextFile
{
    /// <summary>Characters of a piece: 1 Mi.</summary>
    internal const int PieceLength = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads the beginning of the text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="limit">Bytes to read at most.</param>
    /// <returns>All of a text within the limit, else its whole lines; nothing where a line is longer than the
    /// limit.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016: it is missing, cannot be read, or is not
    /// UTF-8.</exception>
    internal static TextPrefix ReadText(CalibrationInput input, int limit)
    {
        (byte[] bytes, bool isWhole) = input.Read(stream => ReadBytes(stream, limit));
        int start = ByteOrderMark.LengthAt(bytes);
        int end = isWhole ? bytes.Length : Math.Max(start, Array.LastIndexOf(bytes, (byte)'\n') + 1);
        try
        {
            return new TextPrefix(Utf8.GetString(bytes, start, end - start), isWhole);
        }
        catch (DecoderFallbackException exception)
        {
            throw CalibrationErrors.NotUtf8(input.Path, $"the byte at offset {start + exception.Index}");
        }
    }

    /// <summary>Reads all of the text, a piece at a time.</summary>
    /// <param name="input">The text.</param>
    /// <returns>Pieces of at most <see cref="PieceLength"/> characters.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016, when it is reached.</exception>
    internal static IEnumerable<string> ReadPieces(CalibrationInput input) =>
        input.ReadEach(stream => Pieces(input.Path, stream));

    private static IEnumerable<string> Pieces(string path, Stream stream)
    {
        using StreamReader reader = new(stream, Utf8);
        char[] buffer = new char[PieceLength];
        while (ReadBlock(path, reader, buffer) is > 0 and var length)
        {
            yield return new string(buffer, 0, length);
        }
    }

    private static int ReadBlock(string path, StreamReader reader, char[] buffer)
    {
        try
        {
            return reader.ReadBlock(buffer, 0, buffer.Length);
        }
        catch (DecoderFallbackException)
        {
            throw CalibrationErrors.NotUtf8(path, "something in it");
        }
    }

    private static (byte[] Bytes, bool IsWhole) ReadBytes(Stream stream, int limit)
    {
        byte[] bytes = new byte[Math.Min(limit, stream.Length)];
        stream.ReadExactly(bytes);
        return (bytes, bytes.Length == stream.Length);
    }
}
