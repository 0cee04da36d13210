namespace FinerCut.Commands.Tokens;

/// <summary>Which texts to turn into tokens, and with which tokenizer.</summary>
public sealed record TokensOptions
{
    /// <summary>Default of <see cref="TextField"/>, the name that most data sets use: <c>text</c>.</summary>
    public const string DefaultTextField = "text";

    /// <summary>A folder with tokenizer files, or a <c>.onnx</c> file beside them.</summary>
    public required string Model { get; init; }

    /// <summary>The texts, in UTF-8: of a <c>.jsonl</c> file one on each line, any other file is one text.</summary>
    public required string File { get; init; }

    /// <summary>Read as one text instead of a file; messages still call it by <see cref="File"/>. Default
    /// none.</summary>
    public Stream? Input { get; init; }

    /// <summary>The field of each line's object that holds the text. Default <see cref="DefaultTextField"/>.</summary>
    public string TextField { get; init; } = DefaultTextField;

    /// <summary>Whether to add the tokens that the tokenizer's template puts around a sequence. Default no, as in
    /// calibration.</summary>
    public bool AddSpecialTokens { get; init; }
}
