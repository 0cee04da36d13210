using System.Text;
using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.Calibration.Sources;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>The samples are those of the whole text, wherever a reader stops for a while.</summary>
public sealed class ChunkBoundaryTests : IDisposable
{
    private const int Samples = 6;
    private const int SampleTokens = 32;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Tokenizers =>
        ["tales-3m", "gpt2", "gpt-neox-20b", "phi-3-mini", "llama3-form", "gemma-form"];

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Samples_OfTextFile_DoNotDependOnTheReader(string name)
    {
        string path = _folder.Combine("text.txt");
        File.WriteAllText(path, string.Join('\n', Documents()));
        DoNotDependOnTheReader(name, Reader(path, InputKind.Text));
    }

    [Theory]
    [MemberData(nameof(Tokenizers))]
    public void Samples_OfLines_DoNotDependOnTheReader(string name)
    {
        string path = _folder.Combine("texts.jsonl");
        File.WriteAllLines(path, Documents().Select(text => JsonSerializer.Serialize(new { text })));
        DoNotDependOnTheReader(name, Reader(path, InputKind.JsonLines));
    }

    public void Dispose() => _folder.Dispose();

    // The reader sees a fraction of the limit that it is asked to keep, so that it stops early in a text that is small.
    private static void DoNotDependOnTheReader(string name, Func<int, TextPrefix> read)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(
            name == "tales-3m"
                ? Path.Combine(Repository.Root, "models", name)
                : SharedTokenizers.Require("data", "tokenizers", name));
        List<int[]> expected = Rows(read, tokenizer);
        Assert.Equal(Samples, expected.Count);
        HashSet<int> lengths = [];
        for (int share = 30_000; share > 2000; share -= 337)
        {
            int fraction = share;
            List<int[]> samples = Rows(
                limit =>
                {
                    TextPrefix prefix = read(limit / fraction);
                    lengths.Add(prefix.Text.Length);
                    return prefix;
                },
                tokenizer);
            Assert.Equal(expected, samples);
        }

        Assert.InRange(lengths.Count, 5, int.MaxValue);
    }

    private static Func<int, TextPrefix> Reader(string path, InputKind kind)
    {
        CalibrationRequest request = new() { Samples = Samples, SampleTokens = SampleTokens, Warn = _ => { } };
        return new DocumentReader(
            request, [new CalibrationInput(Path.GetFileName(path), path, kind, () => File.OpenRead(path))]).ReadText;
    }

    private static List<int[]> Rows(Func<int, TextPrefix> read, HuggingFaceTokenizer tokenizer) =>
        [.. TextTokens.Encode(read, text => tokenizer.EncodeIds(text, addSpecialTokens: false), Samples * SampleTokens)
            .Chunk(SampleTokens).TakeWhile(sample => sample.Length == SampleTokens).Take(Samples)];

    private static List<string> Documents()
    {
        ArbitraryText texts = new(seed: 7);
        return [
            .. Enumerable.Range(0, 300).Select(_ => string.Concat(texts.Next().EnumerateRunes())),
            new StringBuilder().Append('a', 5000).ToString()
        ];
    }
}
