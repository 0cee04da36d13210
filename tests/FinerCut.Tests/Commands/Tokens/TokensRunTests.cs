using System.Text;
using FinerCut.Commands.Tokens;
using FinerCut.Onnx;
using FinerCut.TestModels.Files;
using FinerCut.Tests.Tokenizers;

namespace FinerCut.Tests.Commands.Tokens;

public sealed class TokensRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TokensRunTests() => Write("tokenizer.json", TinyTokenizer.ByteLevel()
        .WithAdded(300, "<s>", "special")
        .With(
            "post_processor",
            """{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}}],"special_tokens":{"<s>":{"ids":[300]}}}""")
        .ToJsonString());

    [Fact]
    public void List_OfText_IsOneListing()
    {
        TokenListing listing = Assert.Single(List("story.txt", "\uFEFFhello é<s>\n"));
        Assert.Null(listing.Line);
        Assert.Equal([258, 'o', ' ', 0xC3, 0xA9, 300, '\n'], listing.Ids);
        Assert.Equal(listing.Ids, listing.Pieces.Select(piece => piece.Id));
        Assert.Equal(["hell", "o", "Ġ", "Ã", "©", "<s>", "Ċ"], listing.Pieces.Select(piece => piece.Token));
        Assert.Equal("hello é<s>\n"u8.ToArray(), listing.Pieces.SelectMany(piece => piece.Bytes.ToArray()));
    }

    [Fact]
    public void List_OfLines_IsAListingEach()
    {
        TokenListing[] listings = [.. List("texts.JSONL", "{\"text\":\"a\"}\n\n\"b\"\n[99, 12345]\n")];
        Assert.Equal([1, 3, 4], listings.Select(listing => listing.Line!.Value));
        Assert.Equal([[97], [98], [99, 12345]], listings.Select(listing => listing.Ids));
        Assert.Equal(["c", null], listings[2].Pieces.Select(piece => piece.Token));
    }

    [Fact]
    public void List_WithOptions_FollowsThem()
    {
        TokensOptions options = Options("texts.jsonl", "{\"body\":\"a\"}");
        options = options with { TextField = "body", AddSpecialTokens = true };
        Assert.Equal([300, 97], Assert.Single(TokensRun.Execute(options)).Ids);
    }

    [Fact]
    public void List_OfStream_ReadsItAsOneText()
    {
        using MemoryStream stream = new("a\nb"u8.ToArray());
        TokensOptions options = Options("none", null) with { File = "standard.jsonl", Input = stream };
        Assert.Equal([97, '\n', 98], Assert.Single(TokensRun.Execute(options)).Ids);
    }

    [Fact]
    public void List_OfLines_ReadsNoFurtherThanAsked()
    {
        IEnumerable<TokenListing> listings = List("texts.jsonl", "\"a\"\nno JSON");
        Assert.Equal([97], listings.First().Ids);
        Assert.Equal("FC3033", Assert.Throws<DiagnosticException>(() => listings.Count()).Code);
    }

    [Theory]
    [InlineData("", "model.onnx")]
    [InlineData("onnx", "onnx", "model.onnx")]
    [InlineData("", "onnx")]
    public void List_OfGraphsPlace_FindsTheTokenizer(string folder, params string[] model)
    {
        TokensOptions options = Options("story.txt", "a");
        Directory.CreateDirectory(_folder.Combine("onnx"));
        Write(Path.Combine(folder, "model.onnx"), "");
        if (model is ["onnx"])
        {
            Write(Path.Combine("onnx", "model.onnx"), "");
        }

        Assert.Equal([97], Assert.Single(TokensRun.Execute(options with { Model = _folder.Combine(model) })).Ids);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void List_OfLongText_IsReadToALimit(int beyond)
    {
        string path = _folder.Combine("long.txt");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(ListedTextReader.LongestText + beyond);
        }

        IEnumerable<ListedText> texts = ListedTextReader.Read(new TokensOptions { Model = _folder.Path, File = path });
        if (beyond == 0)
        {
            Assert.Equal(ListedTextReader.LongestText, Assert.Single(texts).Text!.Length);
            return;
        }

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => texts.Count());
        Assert.Equal("FC3056", error.Code);
        Assert.Contains("more than 33554432 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfEndlessStream_IsReadToALimit()
    {
        using EndlessStream stream = new();
        TokensOptions options = Options("none", null) with { File = "standard input", Input = stream };
        Assert.Equal("FC3056", Assert.Throws<DiagnosticException>(() => TokensRun.Execute(options).Count()).Code);
    }

    [Theory]
    [InlineData("text.jsonl", "{\"text\":", "FC3033")]
    [InlineData("text.jsonl", "{\"body\":\"a\"}", "FC3033")]
    [InlineData("text.jsonl", "{\"text\":3}", "FC3033")]
    [InlineData("text.jsonl", "{\"text\":\"\\ud800\"}", "FC3033")]
    [InlineData("text.jsonl", "7", "FC3033")]
    [InlineData("text.jsonl", "[-1]", "FC3033")]
    [InlineData("text.jsonl", "[1.5]", "FC3033")]
    [InlineData("text.jsonl", "\"\u00FF\"", "FC3032")]
    [InlineData("text.txt", "\u00FF", "FC3032")]
    [InlineData("missing.txt", null, "FC3031")]
    [InlineData("missing.jsonl", null, "FC3031")]
    public void List_OfDamagedText_IsRefused(string name, string? content, string code)
    {
        TokensOptions options = Options(name, null);
        if (content is not null)
        {
            File.WriteAllText(_folder.Combine(name), content, Encoding.Latin1);
        }

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => TokensRun.Execute(options).Count());
        Assert.Equal(code, error.Code);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_OfFolderAsText_IsRefused() =>
        Assert.Equal(
            "FC3032", Assert.Throws<DiagnosticException>(() => TokensRun.Execute(Options("", null)).Count()).Code);

    [Theory]
    [InlineData("missing", "FC1001")]
    [InlineData("empty", "FC3001")]
    public void List_OfModelWithoutTokenizer_IsRefusedAtOnce(string model, string code)
    {
        Directory.CreateDirectory(_folder.Combine("empty"));
        TokensOptions options = Options("story.txt", "a") with { Model = _folder.Combine(model) };
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => { TokensRun.Execute(options); }).Code);
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<TokenListing> List(string name, string content) => TokensRun.Execute(Options(name, content));

    private TokensOptions Options(string name, string? content)
    {
        if (content is not null)
        {
            Write(name, content);
        }

        return new() { Model = _folder.Path, File = name.Length == 0 ? _folder.Path : _folder.Combine(name) };
    }

    private void Write(string name, string content) => File.WriteAllText(_folder.Combine(name), content);
}
