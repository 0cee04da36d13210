using System.Text;
using System.Text.Json.Nodes;

namespace FinerCut.Tests.Tokenizers.Characters;

/// <summary>Asks the Hugging Face library what becomes of many short texts.</summary>
internal sealed class LibraryCharacters : IDisposable
{
    private const string Bytes =
        """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":false}""";
    private const int TextsAtOnce = 2000;

    private readonly RustLibrary _library;

    private LibraryCharacters(RustLibrary library) => _library = library;

    /// <summary>All characters that may decompose, compose or have a case: the planes that have letters and marks. A
    /// line feed parts texts, and is none of them.</summary>
    internal static IReadOnlyList<int> All { get; } =
        [.. Enumerable.Range(1, 0x3FFFF).Where(point => point != '\n' && Rune.IsValid(point))];

    /// <summary>Opens a tokenizer whose ids are the bytes of the text that a normalizer makes.</summary>
    internal static LibraryCharacters OfNormalizer(string type) =>
        new(RustLibrary.Open(Plain().With("normalizer", $$"""{"type":"{{type}}"}""").With("pre_tokenizer", Bytes)));

    /// <summary>Opens a tokenizer whose ids are the bytes that are no punctuation.</summary>
    internal static LibraryCharacters WithoutPunctuation() => new(RustLibrary.Open(Plain().With(
        "pre_tokenizer",
        $$"""{"type":"Sequence","pretokenizers":[{"type":"Punctuation","behavior":"Removed"},{{Bytes}}]}""")));

    /// <summary>Gives what becomes of each text.</summary>
    /// <param name="texts">Texts without line feeds.</param>
    internal IReadOnlyList<string> Change(IEnumerable<string> texts) =>
        [.. texts.Chunk(TextsAtOnce).SelectMany(ChangeChunk)];

    /// <summary>Gives what becomes of each character.</summary>
    internal IReadOnlyList<string> Change(IEnumerable<int> characters) =>
        Change(characters.Select(char.ConvertFromUtf32));

    public void Dispose() => _library.Dispose();

    private IEnumerable<string> ChangeChunk(string[] texts)
    {
        byte[] bytes = [.. _library.Encode(string.Concat(texts.Select(text => text + "\n"))).Select(id => (byte)id)];
        string[] changed = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Equal(texts.Length, changed.Length - 1);
        return changed.Take(texts.Length);
    }

    private static JsonObject Plain() => TinyTokenizer.ByteLevel().WithModel("merges", "[]");
}
