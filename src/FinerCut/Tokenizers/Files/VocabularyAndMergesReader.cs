using System.Text;
using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.PostProcessors;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers.Files;

/// <summary>Reads the older form of GPT-2's tokenizer: <c>vocab.json</c> and <c>merges.txt</c>, with
/// <c>tokenizer_config.json</c> if it is there.</summary>
internal static class VocabularyAndMergesReader
{
    internal const string VocabularyFile = "vocab.json";

    internal const string MergesFile = "merges.txt";

    internal static TokenizerPipeline Read(string folder)
    {
        string vocabularyFile = Path.Combine(folder, VocabularyFile);
        Dictionary<string, int> vocabulary = TokenizerJsonFile.Read(
            vocabularyFile, json => BpeModelReader.ReadVocabulary(vocabularyFile, json.Properties()));
        BpeModel model = new(new BpeSettings(vocabularyFile, vocabulary, ReadMerges(Path.Combine(folder, MergesFile))));
        GptConfiguration configuration = GptConfigurationReader.Read(folder, model);
        return new TokenizerPipeline
        {
            Model = model,
            AddedTokens = new AddedVocabulary(configuration.AddedTokens, normalizer: null),
            PreTokenizer = new ByteLevelPreTokenizer(configuration.AddsPrefixSpace, usePattern: true),
            PostProcessor = configuration.BeginningId is { } id ? new TemplatePostProcessor([[id], null]) : null,
            Decoder = new ByteLevelDecoder(),
        };
    }

    private static List<(string Left, string Right)> ReadMerges(string path)
    {
        List<(string, string)> merges = [];
        foreach (string line in Encoding.UTF8.GetString(TokenizerJsonFile.ReadBytes(path)).Split('\n'))
        {
            string merge = line.TrimEnd('\r');
            if (merge.Length > 0 && !merge.StartsWith("#version", StringComparison.Ordinal))
            {
                merges.Add(BpeModelReader.SplitMerge(path, merges.Count, merge));
            }
        }

        return merges;
    }
}
