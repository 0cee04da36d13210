using FinerCut.Onnx;
using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Files;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Normalizers;
using FinerCut.Tokenizers.Patterns;
using FinerCut.Tokenizers.PostProcessors;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>Makes of a <c>tokenizer.model</c> and its configuration what the Hugging Face library's conversion makes of
/// them.</summary>
internal static class SentencePieceReader
{
    private const string Space = "▁";

    /// <summary>Reads the tokenizer of a folder.</summary>
    /// <param name="folder">The folder, with the configuration.</param>
    /// <param name="path">Path of the model.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="DiagnosticException">FC30xx: a file is damaged, or asks for something that is not
    /// understood.</exception>
    internal static TokenizerPipeline Read(string folder, string path, byte[] bytes)
    {
        TokenizerConfiguration configuration = TokenizerConfigurationReader.Read(folder);
        SentencePieceSettings settings = SentencePieceSettings.Choose(configuration);
        SentencePieceFile file = SentencePieceFileReader.Read(path, bytes);
        settings.RequireFits(file);
        SentencePieceVocabulary vocabulary =
            SentencePieceVocabulary.Make(file, settings, ConfiguredTokenReader.Read(folder, _ => null));
        ITokenModel model = vocabulary.ToModel();
        return new TokenizerPipeline
        {
            Model = model,
            AddedTokens = ReadAddedTokens(folder, vocabulary, model, Normalizer(settings)),
            Normalizer = Normalizer(settings),
            PreTokenizer = settings.PrependsOnce
                ? new MetaspacePreTokenizer(Space, Scheme(settings), splits: false)
                : null,
            PostProcessor = PostProcessor(settings, configuration, model),
            Decoder = Decoder(settings),
        };
    }

    private static AddedVocabulary ReadAddedTokens(
        string folder, SentencePieceVocabulary vocabulary, ITokenModel model, ITextNormalizer? normalizer)
    {
        Dictionary<string, AddedToken> tokens =
            vocabulary.AddedTokens.ToDictionary(token => token.Content, StringComparer.Ordinal);
        foreach (AddedToken token in ConfiguredTokenReader.Read(folder, model.FindId)
            .Where(token => token.Content.Length > 0))
        {
            AddedTokenReader.RequireFits(folder, token, model);
            tokens[token.Content] = token;
        }

        return new AddedVocabulary([.. tokens.Values], normalizer);
    }

    // The first versions put the space before every part between two added tokens.
    private static SequenceNormalizer? Normalizer(SentencePieceSettings settings)
    {
        ReplaceNormalizer escape = new(new LiteralPattern(" "), Space);
        return settings.PrependsOnce ? null
            : new SequenceNormalizer(settings.AddsPrefixSpace ? [new PrependNormalizer(Space), escape] : [escape]);
    }

    private static PrependScheme Scheme(SentencePieceSettings settings) =>
        settings.AddsPrefixSpace ? PrependScheme.First : PrependScheme.Never;

    private static SequenceDecoder Decoder(SentencePieceSettings settings)
    {
        ITokenDecoder[] decoders =
            [new ReplaceDecoder(new LiteralPattern(Space), " "), new ByteFallbackDecoder(), new FuseDecoder()];
        return new SequenceDecoder(
            settings.AddsPrefixSpace ? [.. decoders, new StripDecoder(" ", start: 1, stop: 0)] : decoders);
    }

    private static TemplatePostProcessor? PostProcessor(
        SentencePieceSettings settings, TokenizerConfiguration configuration, ITokenModel model)
    {
        int Find(string name, string token) =>
            model.FindId(token) ?? throw TokenizerErrors.TokenUnknown(configuration.File, name, token);
        List<IReadOnlyList<int>?> parts = [null];
        if (settings.AddsBeginning)
        {
            parts.Insert(0, [Find("bos_token", configuration.Beginning ?? settings.UsualBeginning)]);
        }

        if (settings.AddsEnd)
        {
            parts.Add([Find("eos_token", configuration.End ?? settings.UsualEnd)]);
        }

        return parts.Count == 1 ? null : new TemplatePostProcessor(parts);
    }
}
