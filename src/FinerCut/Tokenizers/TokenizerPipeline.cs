using FinerCut.Tokenizers.AddedTokens;
using FinerCut.Tokenizers.Decoders;
using FinerCut.Tokenizers.Models;
using FinerCut.Tokenizers.Normalizers;
using FinerCut.Tokenizers.PostProcessors;
using FinerCut.Tokenizers.PreTokenizers;

namespace FinerCut.Tokenizers;

/// <summary>The parts of a tokenizer, in the words of <c>tokenizer.json</c>.</summary>
internal sealed record TokenizerPipeline
{
    /// <summary>The vocabulary.</summary>
    public required ITokenModel Model { get; init; }

    /// <summary>Tokens that are found in the text before anything else.</summary>
    public required AddedVocabulary AddedTokens { get; init; }

    /// <summary>What is done to the text first, if anything.</summary>
    public ITextNormalizer? Normalizer { get; init; }

    /// <summary>How the text is cut into pieces that no token crosses, if at all.</summary>
    public IPreTokenizer? PreTokenizer { get; init; }

    /// <summary>Adds the tokens that start and end a sequence, if any.</summary>
    public IPostProcessor? PostProcessor { get; init; }

    /// <summary>Turns tokens back into text; tokens are joined with spaces without one.</summary>
    public ITokenDecoder? Decoder { get; init; }
}
