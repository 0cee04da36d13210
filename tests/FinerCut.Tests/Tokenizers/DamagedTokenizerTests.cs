using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

public class DamagedTokenizerTests
{
    [Fact]
    public void Open_OfEmptyFolder_IsRefused()
    {
        using TokenizerFiles files = new();
        Assert.False(TokenizerFolder.Exists(files.Folder));
        Assert.Equal("FC3001", Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(files.Folder)).Code);
        Assert.False(TokenizerFolder.Exists(Path.Combine(files.Folder, "missing")));
    }

    [Theory]
    [InlineData("", "FC3003")]
    [InlineData("{\"version\":\"1.0\",", "FC3003")]
    [InlineData("[]", "FC3004")]
    [InlineData("{}", "FC3004")]
    [InlineData("{\"model\":3}", "FC3004")]
    [InlineData("{\"version\":\"2.0\",\"model\":{}}", "FC3005")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":[],\"merges\":[]}}", "FC3004")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}}", "FC3004")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}", "FC3004")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"\\ud800\":0},\"merges\":[]}}", "FC3014")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"\\ud800 a\"]}}", "FC3014")]
    public void Open_OfDamagedFile_IsRefused(string content, string code)
    {
        using TokenizerFiles files = new();
        files.Write("tokenizer.json", content);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(files.Folder));
        Assert.Equal(code, error.Code);
        Assert.Contains(files.Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfFileCutAnywhere_IsRefusedWithANumber()
    {
        string whole = TinyTokenizer.Letters("a b", "ab c")
            .WithAdded(20, "<s>", "special")
            .With("decoder", """{"type":"Fuse"}""")
            .ToJsonString();
        using TokenizerFiles files = new();
        for (int length = 0; length < whole.Length; length += 7)
        {
            files.Write("tokenizer.json", whole[..length]);
            Assert.StartsWith(
                "FC30",
                Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(files.Folder)).Code,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("model", """{"type":"Unigram","vocab":[],"unk_id":0}""", "FC3009", "unknown")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",0]],"unk_id":1}""", "FC3009", "unknown")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",0],["a",1]],"unk_id":0}""", "FC3009", "'a'")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a"]],"unk_id":0}""", "FC3004", "vocab[0]")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a","b"]],"unk_id":0}""", "FC3004", "vocab[0]")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",0]]}""", "FC3004", "unk_id")]
    [InlineData("model", """{"type":"Unigram","vocab":[["a",0]],"unk_id":0,"alpha":1}""", "FC3006", "alpha")]
    [InlineData("model", """{"type":"WordPiece","vocab":{}}""", "FC3005", "WordPiece")]
    [InlineData("normalizer", """{"type":"Precompiled","precompiled_charsmap":""}""", "FC3005", "Precompiled")]
    [InlineData(
        "normalizer",
        """{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Nmt"}]}""",
        "FC3005",
        "normalizer.normalizers[1]")]
    [InlineData("normalizer", """{"type":"Prepend"}""", "FC3004", "normalizer.prepend")]
    [InlineData("normalizer", """{"type":"Prepend","prepend":"▁","every":2}""", "FC3006", "normalizer.every")]
    [InlineData(
        "normalizer",
        """{"type":"Replace","pattern":{"Regex":"(a)"},"content":"$1"}""",
        "FC3006",
        "normalizer.content")]
    [InlineData("pre_tokenizer", """{"type":"UnicodeScripts"}""", "FC3005", "UnicodeScripts")]
    [InlineData(
        "pre_tokenizer",
        """{"type":"Split","pattern":{"Regex":"\\p{Emoji}"},"behavior":"Isolated"}""",
        "FC3007",
        "Emoji")]
    [InlineData(
        "pre_tokenizer", """{"type":"Split","pattern":{"String":"a"},"behavior":"Sideways"}""", "FC3005", "Sideways")]
    [InlineData("pre_tokenizer", """{"type":"Metaspace","replacement":"ab"}""", "FC3004", "ab")]
    [InlineData(
        "pre_tokenizer",
        """{"type":"Metaspace","replacement":"▁","add_prefix_space":false,"prepend_scheme":"first"}""",
        "FC3006",
        "prepend_scheme")]
    [InlineData("post_processor", """{"type":"BertProcessing"}""", "FC3005", "BertProcessing")]
    [InlineData(
        "post_processor",
        """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}}],"special_tokens":{}}""",
        "FC3011",
        "<s>")]
    [InlineData(
        "post_processor",
        """{"type":"TemplateProcessing","single":[{"Sequence":{"id":"B"}}],"special_tokens":{}}""",
        "FC3005",
        "single[0].Sequence.id")]
    [InlineData("decoder", """{"type":"CTC"}""", "FC3005", "CTC")]
    [InlineData("decoder", """{"type":"Strip","content":" ","start":-1,"stop":0}""", "FC3004", "decoder.start")]
    public void Open_OfComponentNotUnderstood_NamesIt(string name, string component, string code, string named)
    {
        DiagnosticException error = TokenizerFiles.Refuse(TinyTokenizer.Letters().With(name, component));
        Assert.Equal(code, error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dropout", "0.1", "FC3006")]
    [InlineData("end_of_word_suffix", "\"</w>\"", "FC3006")]
    [InlineData("continuing_subword_prefix", "\"##\"", "FC3006")]
    [InlineData("unk_token", "\"<none>\"", "FC3011")]
    [InlineData("new_flag", "true", "FC3006")]
    [InlineData("fuse_unk", "1", "FC3004")]
    [InlineData("merges", "[\"a z\"]", "FC3008")]
    [InlineData("merges", "[[\"a\"]]", "FC3008")]
    [InlineData("merges", "[3]", "FC3008")]
    [InlineData("merges", "[\" a\"]", "FC3008")]
    [InlineData("vocab", "{\"a\":0,\"b\":0}", "FC3009")]
    [InlineData("vocab", "{\"a\":-1}", "FC3009")]
    [InlineData("vocab", "{\"a\":1.5}", "FC3009")]
    [InlineData("vocab", "{\"a\":99999999999}", "FC3009")]
    public void Open_OfModelNotUnderstood_IsRefused(string name, string value, string code) =>
        Assert.Equal(code, TokenizerFiles.Refuse(TinyTokenizer.Letters().WithModel(name, value)).Code);

    [Fact]
    public void Open_WithoutDropout_IsAccepted() => Assert.Equal(
        [1], TokenizerFiles.Open(TinyTokenizer.Letters().WithModel("dropout", "0.0"))
            .EncodeIds("a", addSpecialTokens: false));

    [Fact]
    public void Open_WithMergeOfUnknownToken_IsRefused()
    {
        JsonObject json = TinyTokenizer.Letters("a b").WithModel("unk_token", "\"b\"");
        Assert.Equal("FC3006", TokenizerFiles.Refuse(json).Code);
    }

    [Theory]
    [InlineData(1, "b", "FC3010")]
    [InlineData(1, "<new>", "FC3009")]
    public void Open_OfConflictingAddedToken_IsRefused(int id, string content, string code) =>
        Assert.Equal(code, TokenizerFiles.Refuse(TinyTokenizer.Letters().WithAdded(id, content)).Code);

    [Fact]
    public void Open_OfAddedTokenThatNormalizesToNothing_IsRefused() => Assert.Equal("FC3006", TokenizerFiles.Refuse(
        TinyTokenizer.Letters().With("normalizer", """{"type":"Strip","strip_left":true,"strip_right":true}""")
            .WithAdded(20, "  ", "normalized")).Code);

    [Theory]
    [InlineData("""{"type":"Strip","strip_left":true,"strip_right":false}""")]
    [InlineData("""{"type":"Sequence","normalizers":[{"type":"Replace","pattern":{"String":"a"},"content":""}]}""")]
    public void Open_OfPrependFirstBehindDroppedStart_IsRefused(
        string normalizer) => Assert.Equal("FC3006", TokenizerFiles.Refuse(
        TinyTokenizer.Letters().With("normalizer", normalizer).With(
            "pre_tokenizer", """{"type":"Sequence","pretokenizers":[{"type":"Metaspace","replacement":"▁","prepend_scheme":"first"}]}""")).Code);
}
