using System.Text;

namespace FinerCut.Tokenizers.Models;

/// <summary>The letters that stand for bytes in a byte-level vocabulary: printable bytes of Latin-1 for themselves, the
/// others from U+0100 on.</summary>
internal static class ByteLetters
{
    private static readonly char[] Letters = MakeLetters();

    private static readonly Dictionary<char, byte> Bytes =
        Enumerable.Range(0, 256).ToDictionary(value => Letters[value], value => (byte)value);

    /// <summary>Writes a text's UTF-8 bytes as letters.</summary>
    internal static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes as letters.</summary>
    internal static string Encode(byte[] bytes) => string.Create(bytes.Length, bytes, (letters, source) =>
    {
        for (int index = 0; index < source.Length; index++)
        {
            letters[index] = Letters[source[index]];
        }
    });

    /// <summary>Adds the bytes that a token's letters stand for; a token with any other character stands for its own
    /// UTF-8.</summary>
    internal static void Decode(string token, List<byte> bytes)
    {
        if (token.All(Bytes.ContainsKey))
        {
            bytes.AddRange(token.Select(letter => Bytes[letter]));
        }
        else
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(token));
        }
    }

    private static char[] MakeLetters()
    {
        char next = '\u0100';
        return [.. Enumerable.Range(0, 256).Select(value => IsPrintable(value) ? (char)value : next++)];
    }

    private static bool IsPrintable(int value) =>
        value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
