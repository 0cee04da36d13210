using System.Text.Json.Nodes;
using CsCheck;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class BpeModelTests
{
    [Fact]
    public void Encode_OfUnknownCharacterWithoutUnknownToken_DropsIt() =>
        Encodes(TinyTokenizer.Letters("a b"), "aXb", [7]);

    [Fact]
    public void Encode_OfUnknownCharacters_GivesOneTokenEach() =>
        Encodes(TinyTokenizer.Letters("a b").WithModel("unk_token", "\"<unk>\""), "aX😀b", [1, 0, 0, 2]);

    [Fact]
    public void Encode_OfFusedUnknownCharacters_GivesOneToken() => Encodes(
        TinyTokenizer.Letters()
            .WithModel("unk_token", "\"<unk>\"")
            .WithModel("fuse_unk", "true"), "aX😀\uE000bX", [1, 0, 2, 0]);

    [Fact]
    public void Encode_WithByteFallback_GivesTheBytes() =>
        Encodes(ByteFallback(), "aé\u00E8b", [1, 101, 102, 101, 103, 2]);

    [Fact]
    public void Encode_WithBytesMissing_GivesUnknownBehindTheBytes() =>
        Encodes(ByteFallback(), "aXéb", [1, 101, 102, 0, 2]);

    [Fact]
    public void Encode_WithoutByteFallback_DoesNotGiveBytes() =>
        Encodes(ByteFallback().WithModel("byte_fallback", "false"), "é", [0]);

    [Fact]
    public void Encode_WithIgnoreMerges_TakesWholePieces()
    {
        JsonObject json = TinyTokenizer.Letters("a b");
        json["model"]!["vocab"]!["abc"] = 50;
        Encodes(json, "abc", [7, 3]);
        Encodes(json.WithModel("ignore_merges", "true"), "abc", [50]);
        Encodes(json, "abca", [7, 3, 1]);
    }

    [Fact]
    public void Encode_WithMergeTwice_CountsTheLast()
    {
        JsonObject json = TinyTokenizer.Letters("a b", "b c");
        Encodes(json, "abc", [7, 3]);
        json["model"]!["merges"]!.AsArray().Add("a b");
        Encodes(json, "abc", [1, 8]);
    }

    [Fact]
    public void Encode_WithMergesAsPairs_MergesTokensWithSpaces()
    {
        JsonObject json = TinyTokenizer.Letters().WithModel("merges", """[["a"," "],["a ","b"]]""");
        json["model"]!["vocab"]![" "] = 7;
        json["model"]!["vocab"]!["a "] = 8;
        json["model"]!["vocab"]!["a b"] = 9;
        Encodes(json, "a ba c", [9, 8, 3]);
    }

    [Fact]
    public void Encode_OfLongPiece_GivesTheSameAsOfShortPieces()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(
            TinyTokenizer.Letters("a b", "b a", "ab ab", "a a", "ba ab", "aa b", "abab abab"));
        Gen.Char["ab"].Array[250, 700].Select(letters => new string(letters)).Sample(
            text => Assert.Equal(NaiveBpe.Encode(text), tokenizer.EncodeIds(text, addSpecialTokens: false)), iter: 200);
    }

    private static JsonObject ByteFallback()
    {
        JsonObject json = TinyTokenizer.Letters()
            .WithModel("unk_token", "\"<unk>\"")
            .WithModel("byte_fallback", "true");
        json["model"]!["vocab"]!["<0xC3>"] = 101;
        json["model"]!["vocab"]!["<0xA9>"] = 102;
        json["model"]!["vocab"]!["<0xA8>"] = 103;
        return json;
    }

    private static void Encodes(JsonObject json, string text, int[] expected) =>
        Assert.Equal(expected, TokenizerFiles.Open(json).EncodeIds(text, addSpecialTokens: false));

    // Merging by its definition: the earliest merge first, leftmost first.
    private static class NaiveBpe
    {
        private static readonly string[] Tokens =
            ["<unk>", "a", "b", "c", "d", "e", "▁", "ab", "ba", "abab", "aa", "baab", "aab", "abababab"];

        private static readonly (string, string)[] Merges =
            [("a", "b"), ("b", "a"), ("ab", "ab"), ("a", "a"), ("ba", "ab"), ("aa", "b"), ("abab", "abab")];

        internal static IEnumerable<int> Encode(string text)
        {
            List<string> symbols = [.. text.Select(letter => letter.ToString())];
            while (Best(symbols) is { } index)
            {
                symbols[index] += symbols[index + 1];
                symbols.RemoveAt(index + 1);
            }

            return symbols.Select(symbol => Array.IndexOf(Tokens, symbol));
        }

        private static int? Best(List<string> symbols)
        {
            foreach ((string left, string right) in Merges)
            {
                int index = Enumerable.Range(0, symbols.Count - 1)
                    .FirstOrDefault(at => symbols[at] == left && symbols[at + 1] == right, -1);
                if (index >= 0)
                {
                    return index;
                }
            }

            return null;
        }
    }
}
