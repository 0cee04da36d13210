using System.Text;
using FinerCut.Onnx;
using FinerCut.Tokenizers;
using FinerCut.Tokenizers.Tiktoken;

namespace FinerCut.Tests.Tokenizers;

/// <summary>A small tiktoken file: the bytes, 256 "ab", 257 " a", 258 " ab", 259 "12".</summary>
public sealed class TiktokenTests : IDisposable
{
    private static readonly TiktokenFamily Family =
        new(
            "tiny",
            "",
            @"\p{N}{1,3}| ?\p{L}+|\s+",
            new Dictionary<string, int> { ["<s>"] = 300 })
        { Beginning = "<s>", Classes = ["TinyTokenizer"] };

    private readonly TokenizerFiles _files = new();

    [Fact]
    public void Encode_OfText_MergesByRank()
    {
        HuggingFaceTokenizer tokenizer = Open();
        Assert.Equal(
            [256, 258, ' ', 259, '3', '4', '\n'], tokenizer.EncodeIds("ab ab 1234\n", addSpecialTokens: false));
        Assert.Equal([300, 0xC3, 0xA9, 300], tokenizer.EncodeIds("é<s>", addSpecialTokens: true));
        Assert.Equal("é<s> ab", tokenizer.DecodeIds([0xC3, 0xA9, 300, 258]));
    }

    [Fact]
    public void Encode_OfFamilyThatComposes_NormalizesFirst() => Assert.Equal(
        [0xC3, 0xA9], Open(Family with { Composes = true }).EncodeIds("e\u0301", addSpecialTokens: false));

    [Theory]
    [InlineData("""{"tokenizer_class":"TinyTokenizer","add_bos_token":false}""", new[] { 256 })]
    [InlineData("""{"bos_token":"<m>","added_tokens_decoder":{"301":{"content":"<m>"}}}""", new[] { 301, 256 })]
    public void Open_WithConfiguration_FollowsIt(string configuration, int[] ids)
    {
        _files.Write("tokenizer_config.json", configuration);
        Assert.Equal(ids, Open().EncodeIds("ab", addSpecialTokens: true));
    }

    [Theory]
    [InlineData("""{"tokenizer_class":"OtherTokenizer"}""", "FC3013")]
    [InlineData("""{"bos_token":"<m>"}""", "FC3011")]
    [InlineData("""{"added_tokens_decoder":{"1":{"content":"<m>"}}}""", "FC3009")]
    public void Open_WithConfigurationNotUnderstood_IsRefused(string configuration, string code)
    {
        _files.Write("tokenizer_config.json", configuration);
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Open()).Code);
    }

    [Theory]
    [InlineData("YWI= 256\nYWI= 257\n", "same token")]
    [InlineData("YWI= 255\n", "line 257")]
    [InlineData("YWI=\n", "line 257")]
    [InlineData("YWI= -1\n", "line 257")]
    [InlineData("YWI= 2147483647\n", "line 257")]
    [InlineData("YWI= 99999999999\n", "line 257")]
    [InlineData("Y!I= 256\n", "line 257")]
    [InlineData(" 256\n", "line 257")]
    public void Read_OfDamagedLine_IsRefused(string line, string named)
    {
        string bytes = TiktokenWriter.ToText(Enumerable.Range(0, 256).Select(value => (new[] { (byte)value }, value)));
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => TiktokenFile.Read(
            "x.tiktoken", Encoding.ASCII.GetBytes(bytes + line)));
        Assert.Equal("FC3036", error.Code);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutAByte_IsRefused() => Assert.Contains(
        "0x01", Assert.Throws<DiagnosticException>(() => TiktokenFile.Read(
            "x.tiktoken", "AA== 0\n"u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_WithOtherLineEndsAndOrder_GivesTheSameHash()
    {
        string[] lines = Encoding.ASCII
            .GetString(TinyFolder.Tiktoken())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Array.Reverse(lines);
        byte[] other = Encoding.ASCII.GetBytes(string.Join("\r\n", lines));
        Assert.Equal(TiktokenFile.Read("x", TinyFolder.Tiktoken()).Sha256, TiktokenFile.Read("x", other).Sha256);
    }

    [Fact]
    public void Families_EachOnce_HaveTheirOwnRanks()
    {
        Assert.Equal(
            TiktokenFamilies.All.Count, TiktokenFamilies.All.Select(family => family.RanksSha256).Distinct().Count());
        Assert.All(TiktokenFamilies.All, family => Assert.Matches("^[0-9a-f]{64}$", family.RanksSha256));
        Assert.All(
            TiktokenFamilies.All,
            family => Assert.True(family.Beginning is null || family.SpecialTokens.ContainsKey(family.Beginning)));
    }

    public void Dispose() => _files.Dispose();

    private HuggingFaceTokenizer Open(TiktokenFamily? family = null) =>
        new(TiktokenReader.Make(
            _files.Folder, TiktokenFile.Read("x.tiktoken", TinyFolder.Tiktoken()), family ?? Family));
}
