using System.Text;
using FinerCut.Calibration.Sources;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Commands.Tokens;

/// <summary>Reads the texts of a file, each when it is asked for.</summary>
internal static class ListedTextReader
{
    /// <summary>The longest file that is read as one text, in bytes: as long as a line may be.</summary>
    internal const int LongestText = LineReader.LongestLine;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads the texts.</summary>
    /// <param name="options">Which.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3031 to FC3033, FC3054 or FC3056, when it is
    /// reached: the file is missing, too long, or cannot be read or understood.</exception>
    internal static IEnumerable<ListedText> Read(TokensOptions options)
    {
        using Stream stream = options.Input ?? Guard(options.File, () => RegularFile.OpenRead(options.File));
        if (options.Input is not null || !options.File.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            yield return ReadWhole(options.File, stream);
            yield break;
        }

        ListedLineParser parser = new(options.File, options.TextField);
        using IEnumerator<(long Number, byte[] Bytes)> lines = LineReader.Read(options.File, stream).GetEnumerator();
        while (Guard(options.File, lines.MoveNext))
        {
            yield return parser.Parse(lines.Current.Number, lines.Current.Bytes);
        }
    }

    private static ListedText ReadWhole(string path, Stream stream)
    {
        byte[] whole = Guard(path, () => ReadBytes(path, stream));
        ReadOnlySpan<byte> bytes = whole;
        int start = ByteOrderMark.LengthAt(bytes);
        try
        {
            return new ListedText(null, Utf8.GetString(bytes[start..]), null);
        }
        catch (DecoderFallbackException exception)
        {
            throw TokensErrors.NotUtf8(path, $"the byte at offset {start + exception.Index}");
        }
    }

    private static byte[] ReadBytes(string path, Stream stream)
    {
        using MemoryStream memory = new();
        byte[] part = new byte[1 << 16];
        for (int read = stream.Read(part); read > 0; read = stream.Read(part))
        {
            memory.Write(part, 0, read);
            if (memory.Length > LongestText)
            {
                throw TokensErrors.TextTooLong(path, LongestText);
            }
        }

        return memory.ToArray();
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw TokensErrors.FileMissing(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw TokensErrors.FileUnreadable(path, exception);
        }
    }
}
