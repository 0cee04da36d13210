using FinerCut.Calibration.Tokenizers.Files;
using FinerCut.Calibration.Tokenizers.SentencePieces;
using FinerCut.Onnx;

namespace FinerCut.Calibration.Tokenizers;

/// <summary>A folder with the tokenizer files of a model, as Hugging Face writes them.</summary>
public static class TokenizerFolder
{
    /// <summary>Says whether a folder holds tokenizer files that can be tried, without reading them.</summary>
    /// <param name="folder">Path of the folder; it may be missing.</param>
    /// <returns>True with a <c>tokenizer.json</c>, with <c>vocab.json</c> and <c>merges.txt</c>, or with a <c>tokenizer.model</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    public static bool Exists(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(TokenizerJson(folder)) || HasVocabularyAndMerges(folder) || File.Exists(TokenizerModel(folder));
    }

    /// <summary>Reads the tokenizer of a folder: its <c>tokenizer.json</c>, else its <c>vocab.json</c> and <c>merges.txt</c>, else its
    /// <c>tokenizer.model</c> of SentencePiece.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>The tokenizer; it holds nothing of the folder open.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="DiagnosticException">FC3001 to FC3014, FC3034 to FC3037: the files are missing, damaged, or ask for something
    /// that is not understood.</exception>
    public static HuggingFaceTokenizer Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return new HuggingFaceTokenizer(
            File.Exists(TokenizerJson(folder)) ? TokenizerJsonReader.Read(TokenizerJson(folder))
            : HasVocabularyAndMerges(folder) ? VocabularyAndMergesReader.Read(folder)
            : File.Exists(TokenizerModel(folder)) ? ReadModel(folder)
            : throw TokenizerErrors.FilesMissing(folder));
    }

    private static TokenizerPipeline ReadModel(string folder) =>
        SentencePieceReader.Read(folder, TokenizerModel(folder), JsonFile.ReadBytes(TokenizerModel(folder)));

    private static string TokenizerJson(string folder) => Path.Combine(folder, "tokenizer.json");

    private static string TokenizerModel(string folder) => Path.Combine(folder, "tokenizer.model");

    private static bool HasVocabularyAndMerges(string folder) =>
        File.Exists(Path.Combine(folder, VocabularyAndMergesReader.VocabularyFile))
        && File.Exists(Path.Combine(folder, VocabularyAndMergesReader.MergesFile));
}
