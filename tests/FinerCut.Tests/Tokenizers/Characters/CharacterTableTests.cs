using System.Text.Json;
using FinerCut.Tokenizers.Characters;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Limits;
using FinerCut.Tokenizers.Normalizers;

namespace FinerCut.Tests.Tokenizers.Characters;

/// <summary>The embedded table of characters is what the Hugging Face library knows; <c>UPDATE_SNAPSHOTS=1</c> writes
/// the table anew.</summary>
public class CharacterTableTests
{
    private static readonly string Source = Path.Combine(
        Repository.Root, "src", "FinerCut", "Tokenizers", "Characters", "characters.txt");

    [Fact]
    public void Lines_OfTable_AreWhatTheLibraryDoes()
    {
        IReadOnlyList<string> lines = CharacterTableWriter.Write();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(Source, string.Concat(lines.Select(line => line + "\n")));
        }

        Assert.Equal(lines, File.ReadAllLines(Source));
    }

    [Theory]
    [InlineData("NFC")]
    [InlineData("NFD")]
    [InlineData("NFKC")]
    [InlineData("NFKD")]
    [InlineData("Lowercase")]
    public void EveryCharacter_Normalized_IsThatOfTheLibrary(string type)
    {
        using LibraryCharacters library = LibraryCharacters.OfNormalizer(type);
        List<string> texts =
        [
            .. LibraryCharacters.All.Select(char.ConvertFromUtf32),
            .. CharacterTable.Library.Canonical.Values
                .Select(points => string.Concat(points.Select(char.ConvertFromUtf32))),
            .. CharacterTable.Library.Compositions.Keys.Select(WithMarksBetween),
            .. Enumerable.Range(0x1100, 0x100)
                .Select(point => $"\u1100\u1161{(char)point}\uAC00{(char)point}{(char)point}"),
        ];
        using JsonDocument json = JsonDocument.Parse($$"""{"type":"{{type}}"}""");
        ITextNormalizer ours =
            NormalizerReader.Read(new JsonComponent("tokenizer.json", "normalizer", json.RootElement));
        Assert.Equal(
            library.Change(texts), texts.Select(text => ours.Normalize(text, EncodingLimits.For(text.Length))));
    }

    private static string WithMarksBetween((int First, int Second) pair) =>
        $"{char.ConvertFromUtf32(pair.First)}\u0334\u0301{char.ConvertFromUtf32(pair.Second)}";
}
