using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Onnx;
using FinerCut.TestModels.Damage;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;
using FinerCut.Tokenizers.SentencePieces;
using FinerCut.Tokenizers.Tiktoken;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A damaged file ends in a numbered error or in a tokenizer that works, never in another exception and never
/// in a hang.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private const int Times = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TokenizerFiles _files = new();

    [Fact]
    public void TokenizerJson_Damaged_IsRefusedOrWorks() =>
        Damage("tokenizer.json", Encoding.UTF8.GetBytes(TinyFolder.Json().ToJsonString()));

    [Fact]
    public void TokenizerJson_WithStrangeValues_IsRefusedOrWorks()
    {
        FileDamage damage = new(seed: 1);
        Survive(
            "tokenizer.json",
            () => Encoding.UTF8.GetBytes(damage.Replace(TinyFolder.Json()).ToJsonString()),
            3 * Times);
    }

    [Fact]
    public void Vocabulary_Damaged_IsRefusedOrWorks()
    {
        _files.Write("merges.txt", "#version: 0.2\na b\nĠ ab\n");
        Damage("vocab.json", TinyFolder.Vocabulary());
    }

    [Fact]
    public void Merges_Damaged_AreRefusedOrWork()
    {
        _files.Write("vocab.json", TinyFolder.Vocabulary());
        Damage("merges.txt", Encoding.UTF8.GetBytes("#version: 0.2\na b\nĠ ab\n"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SentencePiece_Damaged_IsRefusedOrWorks(int model)
    {
        _files.Write("tokenizer_config.json", TinyFolder.Configuration);
        Damage("tokenizer.model", TinyFolder.SentencePiece(model));
    }

    [Fact]
    public void Tiktoken_Damaged_IsRefusedOrWorks() => Damage("any.tiktoken", TinyFolder.Tiktoken());

    [Fact]
    public void Tiktoken_OfKnownFamily_Damaged_IsRefusedOrWorks()
    {
        FileDamage damage = new(seed: 2);
        TiktokenFamily family = new(
            "tiny",
            "",
            @"\p{N}{1,3}| ?\p{L}+|\s+",
            new Dictionary<string, int> { ["<s>"] = 300 })
        { Beginning = "<s>" };
        for (int time = 0; time < Times; time++)
        {
            byte[] bytes = time % 3 == 0 ? damage.Cut(TinyFolder.Tiktoken()) : damage.Flip(TinyFolder.Tiktoken());
            Survives(() => new HuggingFaceTokenizer(
                TiktokenReader.Make(_files.Folder, TiktokenFile.Read("any.tiktoken", bytes), family)), bytes);
        }
    }

    [Fact]
    public void Configuration_Damaged_IsRefusedOrWorks()
    {
        _files.Write("tokenizer.model", TinyFolder.SentencePiece(model: 2));
        Damage("tokenizer_config.json", Encoding.UTF8.GetBytes(TinyFolder.Configuration));
        FileDamage damage = new(seed: 3);
        JsonNode whole = JsonNode.Parse(TinyFolder.Configuration)!;
        Survive("tokenizer_config.json", () => Encoding.UTF8.GetBytes(damage.Replace(whole).ToJsonString()), Times);
    }

    [Fact]
    public void Configuration_WithOneIdTwice_CountsTheLast()
    {
        _files.Write("tokenizer.model", TinyFolder.SentencePiece(model: 2)).Write(
            "tokenizer_config.json",
            """{"tokenizer_class":"LlamaTokenizer","added_tokens_decoder":{"0":{"content":"<x>"},"00":{"content":"<s>"},"0":{"content":"<unk>"},"1":{"content":"<s>"}}}""");
        Assert.Equal([1, 0], TokenizerFolder.Open(_files.Folder).EncodeIds("<unk>", addSpecialTokens: true));
    }

    [Theory]
    [InlineData("added_tokens.json", """{"<m>":300,"<n>":300,"<unk>":0,"<x>":0}""")]
    [InlineData("added_tokens.json", """{"<m>":-1}""")]
    [InlineData("added_tokens.json", "[]")]
    [InlineData("special_tokens_map.json", """{"bos_token":3}""")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens":[{}]}""")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens":[1]}""")]
    public void OlderConfiguration_Damaged_IsRefused(string name, string content)
    {
        _files.Write("tokenizer.model", TinyFolder.SentencePiece(model: 2)).Write(
            "tokenizer_config.json", """{"tokenizer_class":"LlamaTokenizer"}""")
            .Write(name, content);
        Assert.StartsWith(
            "FC30",
            Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(_files.Folder)).Code,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokenizer.json", "[", "]")]
    [InlineData("tokenizer.json", "{\"model\":", "}")]
    [InlineData("tokenizer_config.json", "{\"bos_token\":", "}")]
    [InlineData("vocab.json", "{\"a\":", "}")]
    public void Json_NestedDeeply_IsRefused(string name, string open, string close)
    {
        _files.Write("merges.txt", "a b\n").Write("tokenizer.model", TinyFolder.SentencePiece(model: 2));
        foreach (int depth in new[] { 10, 60, 100, 100_000 })
        {
            string json =
                string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
            _files.Write(name, json);
            DiagnosticException error = Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(_files.Folder));
            Assert.StartsWith("FC30", error.Code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("normalizer", "normalizers")]
    [InlineData("pre_tokenizer", "pretokenizers")]
    [InlineData("decoder", "decoders")]
    [InlineData("post_processor", "processors")]
    public void TokenizerJson_OfNestedSequences_IsRefusedOrWorks(string part, string name)
    {
        string nested = string.Concat(Enumerable.Repeat($"{{\"type\":\"Sequence\",\"{name}\":[", 30))
            + string.Concat(Enumerable.Repeat("]}", 30));
        string flat =
            $"{{\"type\":\"Sequence\",\"{name}\":[{string.Join(',', Enumerable.Repeat($"{{\"type\":\"Sequence\",\"{name}\":[]}}", 3000))}]}}";
        foreach (string sequence in new[] { nested, flat })
        {
            byte[] bytes = Encoding.UTF8.GetBytes(TinyTokenizer.ByteLevel().With(part, sequence).ToJsonString());
            Survive("tokenizer.json", () => bytes, 1);
        }
    }

    [Theory]
    [InlineData("a b", "b a", "ab ab", "ba ba", "abab abab", "ab a", "b ab")]
    [InlineData("a a", "aa aa", "aaaa aaaa", "a aa", "aa a")]
    public void Merges_InCircles_Work(params string[] merges)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(TinyTokenizer.Letters(merges).ToJsonString());
        Survive("tokenizer.json", () => bytes, 1);
    }

    [Fact]
    public void SentencePiece_OfAbsurdSizes_IsRefused()
    {
        byte[][] absurd =
        [
            [
                0x0A,
                0xFF,
                0xFF,
                0xFF,
                0xFF,
                0x07
            ], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x0A, 0x02, 0x0A, 0x7F],
            [0x0A], [], [0x0A, 0x00], .. Enumerable.Range(1, 3)
                .Select(depth => Enumerable.Repeat((byte)0x0B, 10 << (6 * depth)).ToArray()),
            new SentencePieceWriter { Pieces = [(new string('a', 5000), 0, SentencePieceWriter.Normal)] }.ToBytes(),
            new SentencePieceWriter { Pieces = [("a", float.NaN, SentencePieceWriter.Normal)] }.ToBytes(),
            new SentencePieceWriter { Pieces = [("a", 0, 99)] }.ToBytes(),
            new SentencePieceWriter { Pieces = [("a", 0, SentencePieceWriter.Normal)] }.ToBytes(),
        ];
        foreach (byte[] bytes in absurd)
        {
            _files.Write("tokenizer.model", bytes);
            Assert.Equal("FC3034", Assert.Throws<DiagnosticException>(() => TokenizerFolder.Open(_files.Folder)).Code);
        }
    }

    [Theory]
    [InlineData("At byte 0, a field claims 5 bytes, more than there are.", 0x0A, 5)]
    [InlineData("At byte 2, a field claims 9 bytes, more than there are.", 0x0A, 2, 0x0A, 9)]
    [InlineData("At byte 3, a number ends too early.", 0x0A, 2, 0x18, 0xFF)]
    [InlineData("At byte 0, a field has the number 0.", 0)]
    [InlineData("A piece is not UTF-8.", 0x0A, 3, 0x0A, 1, 0xFF)]
    public void SentencePiece_ThatIsNoProtobuf_IsToldWhere(string finding, params int[] bytes)
    {
        byte[] file = [.. bytes.Select(value => (byte)value)];

        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => SentencePieceFileReader.Read("a.model", file));

        Assert.Equal("FC3034", error.Code);
        Assert.StartsWith(
            $"'a.model' is not a whole SentencePiece model: {finding} ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private void Damage(string name, byte[] whole)
    {
        FileDamage damage = new(seed: 4);
        Survive(name, () => damage.Flip(whole), Times);
        Survive(name, () => damage.Cut(whole), Times / 3);
    }

    private void Survive(string name, Func<byte[]> make, int times)
    {
        for (int time = 0; time < times; time++)
        {
            byte[] bytes = make();
            _files.Write(name, bytes);
            Survives(() => TokenizerFolder.Open(_files.Folder), bytes);
        }
    }

    private static void Survives(Func<HuggingFaceTokenizer> open, byte[] bytes)
    {
        Task work = Task.Run(() =>
        {
            try
            {
                HuggingFaceTokenizer tokenizer = open();
                IReadOnlyList<int> ids = tokenizer.EncodeIds(
                    "ab  abc 123 é<s>\n <m> Hello aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", addSpecialTokens: true);
                tokenizer.DecodeIds(ids);
            }
            catch (DiagnosticException error)
            {
                Assert.StartsWith("FC30", error.Code, StringComparison.Ordinal);
            }
        });
        Assert.True(
            Task.WhenAny(work, Task.Delay(Patience)).Result == work, $"It hangs on: {Encoding.UTF8.GetString(bytes)}");
        Assert.True(
            work.IsCompletedSuccessfully, $"{work.Exception?.InnerException}\nwith: {Encoding.UTF8.GetString(bytes)}");
    }
}
