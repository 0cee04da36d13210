using FinerCut.Calibration.Tokenizers.Files;
using FinerCut.Onnx;

namespace FinerCut.Calibration.Tokenizers;

/// <summary>A folder with the tokenizer files of a model, as Hugging Face writes them.</summary>
public static class TokenizerFolder
{
    /// <summary>Says whether a folder holds tokenizer files that can be tried, without reading them.</summary>
    /// <param name="folder">Path of the folder; it may be missing.</param>
    /// <returns>True with a <c>tokenizer.json</c>, or with <c>vocab.json</c> and <c>merges.txt</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    public static bool Exists(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(TokenizerJson(folder)) || HasVocabularyAndMerges(folder);
    }

    /// <summary>Reads the tokenizer of a folder: its <c>tokenizer.json</c>, else its <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <returns>The tokenizer; it holds nothing of the folder open.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is null.</exception>
    /// <exception cref="DiagnosticException">FC3001 to FC3014: the files are missing, damaged, or ask for something that is not
    /// understood.</exception>
    public static HuggingFaceTokenizer Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (File.Exists(TokenizerJson(folder)))
        {
            return new HuggingFaceTokenizer(TokenizerJsonReader.Read(TokenizerJson(folder)));
        }

        return HasVocabularyAndMerges(folder)
            ? new HuggingFaceTokenizer(VocabularyAndMergesReader.Read(folder))
            : throw TokenizerErrors.FilesMissing(folder);
    }

    private static string TokenizerJson(string folder) => Path.Combine(folder, "tokenizer.json");

    private static bool HasVocabularyAndMerges(string folder) =>
        File.Exists(Path.Combine(folder, VocabularyAndMergesReader.VocabularyFile))
        && File.Exists(Path.Combine(folder, VocabularyAndMergesReader.MergesFile));
}
