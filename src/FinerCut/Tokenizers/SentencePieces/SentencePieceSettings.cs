using FinerCut.Onnx;
using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>How the texts of a SentencePiece model are prepared.</summary>
internal sealed record SentencePieceSettings
{
    private const string FileKind = "tokenizer.model";

    private static readonly Dictionary<string, SentencePieceFamily> Families = new(StringComparer.Ordinal)
    {
        ["LlamaTokenizer"] = SentencePieceFamily.Llama,
        ["LlamaTokenizerFast"] = SentencePieceFamily.Llama,
        ["CodeLlamaTokenizer"] = SentencePieceFamily.Llama,
        ["CodeLlamaTokenizerFast"] = SentencePieceFamily.Llama,
        ["GemmaTokenizer"] = SentencePieceFamily.Gemma,
        ["GemmaTokenizerFast"] = SentencePieceFamily.Gemma,
    };

    /// <summary>Whose conversion is followed.</summary>
    public required SentencePieceFamily Family { get; init; }

    /// <summary>Whether a space is put in front.</summary>
    public bool AddsPrefixSpace { get; init; }

    /// <summary>Whether that is done at the start of the text alone, not behind added tokens as well.</summary>
    public bool PrependsOnce { get; init; }

    /// <summary>Whether a token begins each sequence.</summary>
    public bool AddsBeginning { get; init; }

    /// <summary>Whether a token ends each sequence.</summary>
    public bool AddsEnd { get; init; }

    /// <summary>The token that begins a sequence where the configuration names none.</summary>
    public string UsualBeginning => Family == SentencePieceFamily.Gemma ? "<bos>" : "<s>";

    /// <summary>The token that ends a sequence where the configuration names none.</summary>
    public string UsualEnd => Family == SentencePieceFamily.Gemma ? "<eos>" : "</s>";

    /// <summary>Chooses by the class that the configuration names.</summary>
    /// <exception cref="DiagnosticException">FC3013: the class is unknown.</exception>
    internal static SentencePieceSettings Choose(
        TokenizerConfiguration configuration) => configuration.Class is not { } name
        ? new() { Family = SentencePieceFamily.Plain, AddsPrefixSpace = true }
        : !Families.TryGetValue(name, out SentencePieceFamily family)
            ? throw TokenizerErrors.ClassNotUnderstood(
                configuration.File, name, FileKind, string.Join(", ", Families.Keys))
            : new()
            {
                Family = family,
                AddsPrefixSpace = family == SentencePieceFamily.Llama && (configuration.AddsPrefixSpace ?? true),
                PrependsOnce = family == SentencePieceFamily.Llama && !(configuration.IsLegacy ?? true),
                AddsBeginning = configuration.AddsBeginning ?? true,
                AddsEnd = configuration.AddsEnd ?? false,
            };

    /// <summary>Refuses a model whose own preparation of texts differs: which of the two counts is not known
    /// then.</summary>
    /// <exception cref="DiagnosticException">FC3035: it differs.</exception>
    internal void RequireFits(SentencePieceFile file)
    {
        Require(
            file,
            !file.HasCharacterMap,
            "a table that normalizes characters",
            "texts would have to be normalized by it");
        Require(
            file, !file.RemovesExtraSpaces, "remove_extra_whitespaces", "only models that keep all spaces are read");
        Require(
            file, file.EscapesSpaces, "escape_whitespaces switched off", "only models that write spaces as ▁ are read");
        Require(
            file,
            !file.HasSpaceAsSuffix,
            "treat_whitespace_as_suffix",
            "only models that put the space in front are read");
        string found = file.AddsDummyPrefix ? "true" : "false";
        Require(
            file,
            file.AddsDummyPrefix == AddsPrefixSpace,
            $"add_dummy_prefix {found}",
            "the tokenizer's class or configuration says otherwise");
        Require(
            file,
            Family != SentencePieceFamily.Plain
                || !file.Pieces
                    .Exists(piece => piece.Kind is SentencePieceTokenKind.UserDefined or SentencePieceTokenKind.Unused),
            "user-defined or unused pieces",
            "without a tokenizer_config.json that names the tokenizer_class it is not known how they are found");
    }

    private static void Require(SentencePieceFile file, bool isFitting, string setting, string reason)
    {
        if (!isFitting)
        {
            throw TokenizerErrors.SentencePieceNotUnderstood(file.Path, setting, reason);
        }
    }
}
