using FinerCut.Calibration.Tokenizers.AddedTokens;
using FinerCut.Calibration.Tokenizers.Decoders;
using FinerCut.Calibration.Tokenizers.Models;
using FinerCut.Calibration.Tokenizers.Normalizers;
using FinerCut.Calibration.Tokenizers.PostProcessors;
using FinerCut.Calibration.Tokenizers.PreTokenizers;

namespace FinerCut.Calibration.Tokenizers;

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
