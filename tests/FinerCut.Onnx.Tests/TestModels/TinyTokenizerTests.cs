using System.Text.Json;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.TestModels;

public sealed class TinyTokenizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(259, 259)]
    [InlineData(270, 270)]
    [InlineData(400, 288)]
    public void Vocabulary_OfTheModel_LimitsTheTokenizers(int vocabulary, int tokens)
    {
        JsonElement model = Write(vocabulary);
        IEnumerable<int> ids = model.GetProperty("vocab").EnumerateObject().Select(token => token.Value.GetInt32());

        Assert.Equal(Enumerable.Range(0, tokens), ids);
        Assert.Equal(tokens - 259, model.GetProperty("merges").GetArrayLength());
    }

    [Fact]
    public void Merges_InTheirOrder_JoinKnownTokensToATokenOfTheSameOrder()
    {
        JsonElement model = Write(TinyTokenizer.LargestVocabulary);
        JsonElement vocabulary = model.GetProperty("vocab");

        foreach ((JsonElement merge, int index) in model.GetProperty("merges")
            .EnumerateArray()
            .Select((merge, index) => (merge, index)))
        {
            string left = merge[0].GetString()!;
            string right = merge[1].GetString()!;
            Assert.InRange(vocabulary.GetProperty(left).GetInt32(), 3, 258 + index);
            Assert.InRange(vocabulary.GetProperty(right).GetInt32(), 3, 258 + index);
            Assert.Equal(259 + index, vocabulary.GetProperty(left + right).GetInt32());
        }
    }

    [Fact]
    public void Vocabulary_SmallerThanTheAlphabet_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TinyTokenizer.Write(_folder.Path, 258));

    private JsonElement Write(int vocabulary)
    {
        TinyTokenizer.Write(_folder.Path, vocabulary);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(_folder.Combine("tokenizer.json")));
        return document.RootElement.GetProperty("model").Clone();
    }
}
