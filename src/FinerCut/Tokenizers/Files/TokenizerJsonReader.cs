using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Normalizers;
using FinerCut.Tokenizers.PostProcessors;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers.Files;

/// <summary>Reads a <c>tokenizer.json</c>.</summary>
internal static class TokenizerJsonReader
{
    internal static TokenizerPipeline Read(string path) => TokenizerJsonFile.Read(path, Read);

    private static TokenizerPipeline Read(JsonComponent json)
    {
        if (json.OptionalText("version") is not (null or "1.0"))
        {
            throw json.NotUnderstood("version", "1.0");
        }

        JsonComponent modelJson = json.Component("model");
        ITokenModel model = modelJson.OptionalText("type") == "Unigram"
            ? UnigramModelReader.Read(modelJson)
            : BpeModelReader.Read(modelJson);
        ITextNormalizer? normalizer = Optional(json, "normalizer", NormalizerReader.Read);
        IPreTokenizer? preTokenizer = Optional(json, "pre_tokenizer", PreTokenizerReader.Read);
        if (normalizer is { MayDropStart: true } && preTokenizer is { DependsOnStart: true })
        {
            throw TokenizerErrors.PropertyNotUnderstood(
                json.File, "pre_tokenizer", "prepend_scheme 'first' behind a normalizer that may drop the start of the "
                    + "text");
        }

        return new TokenizerPipeline
        {
            Model = model,
            Normalizer = normalizer,
            AddedTokens = AddedTokenReader.Read(json, model, normalizer),
            PreTokenizer = preTokenizer,
            PostProcessor = Optional(json, "post_processor", PostProcessorReader.Read),
            Decoder = Optional(json, "decoder", DecoderReader.Read),
        };
    }

    private static T? Optional<T>(JsonComponent json, string name, Func<JsonComponent, T> read)
        where T : class => json.OptionalComponent(name) is { } component ? read(component) : null;
}
