using System.Globalization;

namespace FinerCut.Tokenizers.Models;

/// <summary>Tokens that stand for one byte, such as <c>&lt;0x0A&gt;</c>.</summary>
internal static class ByteToken
{
    private const string Prefix = "<0x";

    internal static string Name(byte value) => $"{Prefix}{value:X2}>";

    internal static bool TryRead(string token, out byte value)
    {
        value = 0;
        return token.Length == 6
            && token.StartsWith(Prefix, StringComparison.Ordinal)
            && token.EndsWith('>')
            && byte.TryParse(
                token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
