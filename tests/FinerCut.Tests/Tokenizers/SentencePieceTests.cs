using FinerCut.Onnx;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A small SentencePiece model: 3 ▁, 4 a, 5 b, 6 c, 7 ▁a, 8 ab, 9 ▁ab, 10 abc, 11 ▁abc, then the
/// bytes.</summary>
public sealed class SentencePieceTests : IDisposable
{
    private const int FirstByte = 12;

    private readonly TokenizerFiles _files =
        new TokenizerFiles().Write("tokenizer.model", TinyFolder.SentencePiece(model: 2));

    [Fact]
    public void Open_WithoutConfiguration_PreparesTextAsSentencePiece()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(_files.Folder);
        Assert.True(TokenizerFolder.Exists(_files.Folder));
        Assert.Equal([11, 7, 3, 9], tokenizer.EncodeIds("abc a  ab", addSpecialTokens: true));
        Assert.Equal([3, 11, FirstByte + 0xC3, FirstByte + 0xA9], tokenizer.EncodeIds(" abcé", addSpecialTokens: true));
        Assert.Equal(
            [3, FirstByte + '<', FirstByte + 's', FirstByte + '>'], tokenizer.EncodeIds("<s>", addSpecialTokens: true));
        Assert.Equal(" abcé", tokenizer.DecodeIds([3, 11, FirstByte + 0xC3, FirstByte + 0xA9]));
    }

    [Theory]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer"}""", "a<s>a", new[] { 1, 7, 1, 7 })]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer","legacy":false}""", "a<s>a", new[] { 1, 7, 1, 4 })]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer","legacy":false}""", " a", new[] { 1, 7 })]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer","legacy":true}""", " a", new[] { 1, 3, 7 })]
    [InlineData(
        """{"tokenizer_class":"LlamaTokenizerFast","add_bos_token":false,"add_eos_token":true}""", "a", new[] { 7, 2 })]
    [InlineData(
        """{"tokenizer_class":"LlamaTokenizer","bos_token":"abc","eos_token":{"content":"<s>"},"add_eos_token":true}""",
        "a",
        new[] { 10, 7, 1 })]
    [InlineData(
        """{"tokenizer_class":"LlamaTokenizer","added_tokens_decoder":{"300":{"content":"<m>","rstrip":true}}}""",
        "<m> a",
        new[] { 1, 300, 7 })]
    public void Open_WithConfiguration_FollowsIt(string configuration, string text, int[] ids)
    {
        _files.Write("tokenizer_config.json", configuration);
        Assert.Equal(ids, TokenizerFolder.Open(_files.Folder).EncodeIds(text, addSpecialTokens: true));
    }

    [Fact]
    public void Open_WithOlderFiles_ReadsTheAddedTokens()
    {
        _files.Write("tokenizer_config.json", """{"tokenizer_class":"LlamaTokenizer","pad_token":"<none>"}""")
            .Write("added_tokens.json", """{"<m>":300,"<n>":301}""")
            .Write(
                "special_tokens_map.json",
                """{"additional_special_tokens":["<m>"],"eos_token":{"__type":"AddedToken","content":"</s>","lstrip":true,"special":true}}""");
        Assert.Equal(
            [1, 7, 2, 7, 300, 7], TokenizerFolder.Open(_files.Folder).EncodeIds("a </s>a<m>a", addSpecialTokens: true));
    }

    [Theory]
    [InlineData("""{"tokenizer_class":"T5Tokenizer"}""", "FC3013", "T5Tokenizer")]
    [InlineData("""{"tokenizer_class":"GemmaTokenizer"}""", "FC3035", "add_dummy_prefix")]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer","add_prefix_space":false}""", "FC3035", "add_dummy_prefix")]
    [InlineData("""{"tokenizer_class":"LlamaTokenizer","bos_token":"<none>"}""", "FC3011", "<none>")]
    [InlineData(
        """{"tokenizer_class":"LlamaTokenizer","added_tokens_decoder":{"300":{"content":"abc"}}}""", "FC3010", "abc")]
    public void Open_WithConfigurationNotUnderstood_IsRefused(string configuration, string code, string named)
    {
        _files.Write("tokenizer_config.json", configuration);
        Refuses(code, named);
    }

    [Fact]
    public void Open_OfModelThatPreparesTextOtherwise_IsRefused()
    {
        List<(string, float, int)> pieces =
            [("<unk>", 0, SentencePieceWriter.Unknown), ("a", -1, SentencePieceWriter.Normal)];
        Refuses(
            "FC3035",
            "remove_extra_whitespaces",
            new SentencePieceWriter { Pieces = pieces, RemovesExtraSpaces = true });
        Refuses("FC3035", "escape_whitespaces", new SentencePieceWriter { Pieces = pieces, EscapesSpaces = false });
        Refuses("FC3035", "add_dummy_prefix", new SentencePieceWriter { Pieces = pieces, AddsDummyPrefix = false });
        Refuses("FC3035", "normalizes", new SentencePieceWriter { Pieces = pieces, CharacterMap = [1, 2, 3] });
        Refuses("FC3035", "Word", new SentencePieceWriter { Pieces = pieces, Model = 3 });
        Refuses(
            "FC3035",
            "user-defined",
            new SentencePieceWriter { Pieces = [.. pieces, ("b", 0, SentencePieceWriter.UserDefined)] });
        Refuses(
            "FC3034", "twice", new SentencePieceWriter { Pieces = [.. pieces, ("a", -2, SentencePieceWriter.Normal)] });
    }

    [Fact]
    public void Open_OfTextFile_ReadsTiktoken()
    {
        _files.Write("tokenizer.model", TinyFolder.Tiktoken());
        Refuses("FC3037", "260 ranks");
    }

    [Fact]
    public void Open_OfPointerToTheFile_IsRefused()
    {
        _files.Write("tokenizer.model", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 499723\n");
        Refuses("FC1065", "Git LFS pointer");
    }

    public void Dispose() => _files.Dispose();

    private void Refuses(string code, string named, SentencePieceWriter writer)
    {
        _files.Write("tokenizer.model", writer.ToBytes());
        Refuses(code, named);
    }

    private void Refuses(string code, string named)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(_files.Folder));
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }
}
