using FinerCut.Commands.Generate;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Commands.Generate;

/// <summary>Text that comes token by token is the text of all tokens, and no character is ever told in
/// halves.</summary>
public class TextStreamTests
{
    private const string Text = "Hello, 世界! 👩‍👩‍👧 naïve   spaces\n\n\tand “quotes” — done 🎉🎉";

    public static TheoryData<string> Tokenizers =>
        ["gpt2", "phi-2", "gpt-neox-20b", "phi-3-mini", "llama2-form", "gemma-form", "llama3-form", "qwen2-form"];

    [Fact]
    public void Add_BundledTokenizer_TellsTheWholeText() =>
        Check(TokenizerFolder.Open(Path.Combine(Repository.Root, "models", "tales-3m")), Text);

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Add_RealTokenizer_TellsTheWholeText(string name) =>
        Check(TokenizerFolder.Open(SharedData.Require("data", "tokenizers", name)), Text);

    [Fact]
    public void Add_CharacterInPieces_WaitsForItsLastToken()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(Path.Combine(Repository.Root, "models", "tales-3m"));
        int[] ids = [.. tokenizer.EncodeIds("🎉", addSpecialTokens: false)];
        TextStream stream = new(tokenizer, []);

        Assert.True(ids.Length > 1, "one token would prove nothing");
        Assert.All(ids[..^1], id => Assert.Equal("", stream.Add(id)));
        Assert.Equal("🎉", stream.Add(ids[^1]));
        Assert.Equal("", stream.Finish());
    }

    [Fact]
    public void Finish_HalfACharacter_TellsThatSomethingIsThere()
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(Path.Combine(Repository.Root, "models", "tales-3m"));
        TextStream stream = new(tokenizer, []);

        Assert.Equal("", stream.Add(tokenizer.EncodeIds("🎉", addSpecialTokens: false)[0]));
        Assert.Contains('\uFFFD', stream.Finish());
    }

    private static void Check(HuggingFaceTokenizer tokenizer, string text)
    {
        IReadOnlyList<int> prompt = tokenizer.EncodeIds("It began like this:", addSpecialTokens: true);
        IReadOnlyList<int> all = tokenizer.EncodeIds("It began like this: " + text, addSpecialTokens: true);
        int shared = prompt.Zip(all).TakeWhile(pair => pair.First == pair.Second).Count();
        TextStream stream = new(tokenizer, [.. all.Take(shared)]);
        List<string> pieces = [.. all.Skip(shared).Select(stream.Add), stream.Finish()];

        Assert.EndsWith(string.Concat(pieces), tokenizer.DecodeIds(all), StringComparison.Ordinal);
        Assert.Equal(
            tokenizer.DecodeIds(all).Length - tokenizer.DecodeIds(all.Take(shared)).Length,
            string.Concat(pieces).Length);
        Assert.All(
            pieces,
            piece => Assert.False(piece.Length > 0 && char.IsHighSurrogate(piece[^1]), "half a character was told"));
        Assert.DoesNotContain(pieces, piece => piece.Contains('\uFFFD', StringComparison.Ordinal));
    }
}
