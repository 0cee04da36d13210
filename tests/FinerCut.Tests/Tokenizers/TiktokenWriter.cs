using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Writes tiktoken files.</summary>
internal static class TiktokenWriter
{
    /// <summary>Takes the ranks of a byte-level vocabulary, the special tokens left out.</summary>
    internal static string FromVocabulary(JsonObject vocabulary, params string[] special) => ToText(vocabulary
        .Where(entry => !special.Contains(entry.Key))
            .OrderBy(entry => (int)entry.Value!)
            .Select(entry => (BytesOf(entry.Key), (int)entry.Value!)));

    /// <summary>Writes tokens and ranks as they are.</summary>
    internal static string ToText(IEnumerable<(byte[] Token, int Rank)> ranks)
    {
        StringBuilder text = new();
        foreach ((byte[] token, int rank) in ranks)
        {
            text.Append(Convert.ToBase64String(token))
                .Append(' ')
                .Append(CultureInfo.InvariantCulture, $"{rank}")
                .Append('\n');
        }

        return text.ToString();
    }

    private static byte[] BytesOf(string token)
    {
        List<byte> bytes = [];
        ByteLetters.Decode(token, bytes);
        return [.. bytes];
    }
}
