using System.Text.Json.Nodes;
using CsCheck;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class UnigramModelTests
{
    private static readonly (string Text, double Score)[] Pieces =
        [
            ("<unk>", 0),
            ("a", -2),
            ("b", -2.25),
            ("ab", -3.5),
            ("ba", -3.125),
            ("aab", -4.75),
            ("bbb", -5),
            ("é", -6),
            ("𐍈a", -7)
        ];

    [Theory]
    [InlineData("", "")]
    [InlineData("ab", "ab")]
    [InlineData("aab", "aab")]
    [InlineData("bab", "ba b")]
    [InlineData("abbb", "a bbb")]
    [InlineData("é𐍈a", "é 𐍈a")]
    public void Encode_OfKnownCharacters_TakesTheBestWay(string text, string tokens) =>
        Assert.Equal(tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries), Tokens(Open(), text));

    [Fact]
    public void Encode_OfUnknownCharacters_GivesOneToken() =>
        Assert.Equal(["a", "<unk>", "b", "<unk>"], Tokens(Open(), "axy𐍈bz"));

    [Fact]
    public void Encode_WithByteFallback_GivesTheBytes()
    {
        JsonObject json = Json([.. Pieces, ("<0xC3>", 0), ("<0xA8>", 0)]);
        json["model"]!["byte_fallback"] = true;
        HuggingFaceTokenizer tokenizer = TokenizerFiles.Open(json);
        Assert.Equal(["a", "<0xC3>", "<0xA8>", "<0xC3>", "<0xA8>", "b", "<unk>"], Tokens(tokenizer, "aèèbc"));
    }

    [Fact]
    public void Encode_OfAnyText_IsTheBestOfAllWays()
    {
        HuggingFaceTokenizer tokenizer = Open();
        Gen.Char["abé"].Array[0, 12].Select(letters => new string(letters)).Sample(text =>
        {
            string[] tokens = [.. Tokens(tokenizer, text)];
            Assert.Equal(text, string.Concat(tokens));
            Assert.Equal(Best(text), tokens.Sum(token => Pieces.Single(piece => piece.Text == token).Score), 9);
        });
    }

    [Fact]
    public void Encode_OfLongText_TakesLinearTime()
    {
        string text = string.Concat(Enumerable.Repeat("abbbaax", 200_000));
        Assert.Equal(1_000_000, Open().EncodeIds(text, addSpecialTokens: false).Count);
    }

    [Fact]
    public void SentencePiece_OfUnigram_GivesTheSame()
    {
        using TokenizerFiles files = new TokenizerFiles().Write(
            "tokenizer_config.json",
            """{"tokenizer_class":"LlamaTokenizer","add_prefix_space":false,"add_bos_token":false}""");
        files.Write("tokenizer.model", new SentencePieceWriter
        {
            Model = 1,
            AddsDummyPrefix = false,
            Pieces = [.. Pieces.Select((piece, id) =>
                (piece.Text, (float)piece.Score, id == 0 ? SentencePieceWriter.Unknown : SentencePieceWriter.Normal))],
        }.ToBytes());
        HuggingFaceTokenizer expected = Open();
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(files.Folder);
        Gen.Char["abéxy"].Array[0, 30].Select(letters => new string(letters)).Sample(text => Assert.Equal(
            expected.EncodeIds(text, addSpecialTokens: true), tokenizer.EncodeIds(text, addSpecialTokens: true)));
    }

    private static HuggingFaceTokenizer Open() => TokenizerFiles.Open(Json(Pieces));

    private static IEnumerable<string> Tokens(HuggingFaceTokenizer tokenizer, string text) =>
        tokenizer.EncodeIds(text, addSpecialTokens: false).Select(id => tokenizer.FindToken(id)!);

    private static JsonObject Json((string Text, double Score)[] pieces) => new()
    {
        ["model"] = new JsonObject
        {
            ["type"] = "Unigram",
            ["unk_id"] = 0,
            ["vocab"] = new JsonArray([.. pieces.Select(piece => new JsonArray(piece.Text, piece.Score))]),
        },
    };

    // The definition: every first token, and the best way through what is left.
    private static double Best(string text) => text.Length == 0 ? 0 : Pieces.Skip(1)
        .Where(piece => text.StartsWith(piece.Text, StringComparison.Ordinal))
        .Max(piece => piece.Score + Best(text[piece.Text.Length..]));
}
