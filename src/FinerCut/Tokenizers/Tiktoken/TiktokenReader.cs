using FinerCut.Onnx;
using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Normalizers;
using FinerCut.Tokenizers.Patterns;
using FinerCut.Tokenizers.PostProcessors;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers.Tiktoken;

/// <summary>Reads a tiktoken file of a known family.</summary>
internal static class TiktokenReader
{
    /// <summary>Reads the tokenizer of a folder.</summary>
    /// <param name="folder">The folder, with the configuration.</param>
    /// <param name="path">Path of the ranks.</param>
    /// <param name="bytes">Their content.</param>
    /// <exception cref="DiagnosticException">FC30xx: a file is damaged, or asks for something that is not
    /// understood.</exception>
    internal static TokenizerPipeline Read(string folder, string path, byte[] bytes)
    {
        TiktokenFile file = TiktokenFile.Read(path, bytes);
        TiktokenFamily family = TiktokenFamilies.All.FirstOrDefault(known => known.RanksSha256 == file.Sha256)
            ?? throw TokenizerErrors.RanksUnknown(
                path, file.Vocabulary.Count, string.Join(", ", TiktokenFamilies.All.Select(known => known.Name)));
        return Make(folder, file, family);
    }

    /// <summary>Makes the tokenizer of a family.</summary>
    internal static TokenizerPipeline Make(string folder, TiktokenFile file, TiktokenFamily family)
    {
        TokenizerConfiguration configuration = TokenizerConfigurationReader.Read(folder);
        if (configuration.Class is { } name && !family.Classes.Contains(name, StringComparer.Ordinal))
        {
            string known = family.Classes.Count == 0 ? "none" : string.Join(", ", family.Classes);
            throw TokenizerErrors.ClassNotUnderstood(configuration.File, name, $"the ranks of {family.Name}", known);
        }

        BpeModel model = new(new BpeSettings(
            file.Path, file.Vocabulary, DerivedMerges.ByRank(file.Vocabulary))
        { IgnoresMerges = true });
        IReadOnlyList<AddedToken> tokens = ReadTokens(folder, family, model);
        return new TokenizerPipeline
        {
            Model = model,
            AddedTokens = new AddedVocabulary(tokens, normalizer: null),
            Normalizer = family.Composes ? new UnicodeNormalizer(UnicodeForm.Nfc) : null,
            PreTokenizer = PreTokenizer(family),
            PostProcessor = PostProcessor(family, configuration, tokens),
            Decoder = new ByteLevelDecoder(),
        };
    }

    private static IReadOnlyList<AddedToken> ReadTokens(string folder, TiktokenFamily family, BpeModel model)
    {
        IReadOnlyList<AddedToken> listed =
            [.. ConfiguredTokenReader.Read(folder, _ => null).Where(token => token.Content.Length > 0)];
        foreach (AddedToken token in listed)
        {
            AddedTokenReader.RequireFits(folder, token, model);
        }

        return listed.Count > 0
            ? listed
            : [.. family.SpecialTokens.Select(token => new AddedToken(token.Value, token.Key))];
    }

    private static IPreTokenizer PreTokenizer(TiktokenFamily family) => family.Pattern is not { } pattern
        ? new ByteLevelPreTokenizer(addPrefixSpace: false, usePattern: true)
        : new SequencePreTokenizer(
        [
            new PatternPreTokenizer(OnigurumaTranslator.Translate(pattern), SplitBehavior.Isolated),
            new ByteLevelPreTokenizer(addPrefixSpace: false, usePattern: false),
        ]);

    private static TemplatePostProcessor? PostProcessor(
        TiktokenFamily family, TokenizerConfiguration configuration, IReadOnlyList<AddedToken> tokens)
    {
        if ((configuration.Beginning ?? family.Beginning) is not { } beginning
            || !(configuration.AddsBeginning ?? family.Beginning is not null))
        {
            return null;
        }

        AddedToken token = tokens.FirstOrDefault(token => token.Content == beginning)
            ?? throw TokenizerErrors.TokenUnknown(configuration.File, "bos_token", beginning);
        return new TemplatePostProcessor([[token.Id], null]);
    }
}
