using System.Text;

namespace FinerCut.Texts;

/// <summary>The three bytes that some editors put before a text in UTF-8. They are no part of the text.</summary>
internal static class ByteOrderMark
{
    /// <summary>How many bytes of a file come before its text.</summary>
    /// <param name="bytes">The start of the file, or all of it.</param>
    /// <returns>3 where the mark is there, else 0.</returns>
    public static int LengthAt(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
}
