using System.Buffers;
using FinerCut.Onnx;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.SentencePieces;
using FinerCut.Tokenizers.Tiktoken;

namespace FinerCut.Tokenizers;

/// <summary>A folder with the tokenizer files of a model, as Hugging Face writes them.</summary>
public static class TokenizerFolder
{
    private const string TiktokenEnding = ".tiktoken";

    private static readonly SearchValues<byte> Base64Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>Says whether a folder holds tokenizer files that can be tried, without reading them.</summary>
    /// <param name="folder">Path of the folder; it may be missing.</param>
    /// <returns>True with a <c>tokenizer.json</c>, with <c>vocab.json</c> and <c>merges.txt</c>, with a
    /// <c>tokenizer.model</c>, or with a <c>*.tiktoken</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    public static bool Exists(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(TokenizerJson(folder)) || HasVocabularyAndMerges(folder) || ModelFile(folder) is not null;
    }

    /// <summary>Reads the tokenizer of a folder: its <c>tokenizer.json</c>, else its <c>vocab.json</c> and
    /// <c>merges.txt</c>, else its <c>tokenizer.model</c> of SentencePiece or tiktoken, else the first
    /// <c>*.tiktoken</c>.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>The tokenizer; it holds nothing of the folder open.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="DiagnosticException">FC3001 to FC3014, FC3034 to FC3037, FC3051, FC3053, FC3055: the files are
    /// missing, damaged, or ask for something
    /// that is not understood.</exception>
    public static HuggingFaceTokenizer Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new HuggingFaceTokenizer(
            File.Exists(TokenizerJson(folder)) ? TokenizerJsonReader.Read(TokenizerJson(folder))
            : HasVocabularyAndMerges(folder) ? VocabularyAndMergesReader.Read(folder)
            : ModelFile(folder) is { } model ? ReadModel(folder, model, TokenizerJsonFile.ReadBytes(model))
            : throw TokenizerErrors.FilesMissing(folder));
    }

    /// <summary>Finds the folder of a model's tokenizer files: beside its configuration, else beside its
    /// graph.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Null where neither folder has any.</returns>
    internal static string? FindFor(Folders.ModelFolder model) =>
        new[] { model.Root, Path.GetDirectoryName(model.GraphPath)! }.FirstOrDefault(Exists);

    // A file of SentencePiece begins with the tag of its first piece, which is no character of base64.
    private static TokenizerPipeline ReadModel(string folder, string path, byte[] bytes) =>
        path.EndsWith(TiktokenEnding, StringComparison.Ordinal) || bytes.AsSpan().IndexOfAny(Base64Characters) == 0
            ? TiktokenReader.Read(folder, path, bytes)
            : SentencePieceReader.Read(folder, path, bytes);

    private static string TokenizerJson(string folder) => Path.Combine(folder, "tokenizer.json");

    private static string? ModelFile(string folder)
    {
        string model = Path.Combine(folder, "tokenizer.model");
        return File.Exists(model) ? model
            : Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + TiktokenEnding, Readable)
                .Order(StringComparer.Ordinal)
                .FirstOrDefault()
            : null;
    }

    private static bool HasVocabularyAndMerges(string folder) =>
        File.Exists(Path.Combine(folder, VocabularyAndMergesReader.VocabularyFile))
        && File.Exists(Path.Combine(folder, VocabularyAndMergesReader.MergesFile));
}
