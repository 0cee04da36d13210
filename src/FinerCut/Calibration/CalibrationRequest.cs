using System.Text.Json;
using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Which calibration set to load.</summary>
internal sealed record CalibrationRequest
{
    /// <summary>What stands for standard input among the paths.</summary>
    internal const string StandardInputPath = "-";

    /// <summary>Files (<c>.txt</c>, <c>.md</c>, <c>.jsonl</c>, <c>.npy</c>), globs, and <c>-</c> for standard input;
    /// empty for the built-in text.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The option that named them.</summary>
    public SourceOption Option { get; init; }

    /// <summary>Samples wanted, at least 1.</summary>
    public required int Samples { get; init; }

    /// <summary>Tokens in each sample, at least 2; with one document a sample the most of them.</summary>
    public required int SampleTokens { get; init; }

    /// <summary>How texts become samples.</summary>
    public CalibrationPacking Packing { get; init; }

    /// <summary>Picks samples at random out of all that the sources fill; null for the first ones.</summary>
    public long? Seed { get; init; }

    /// <summary>The field of a <c>.jsonl</c> object that holds its text, or its list of messages.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>Turns text into token ids and adds no special tokens; null where the model has no tokenizer.</summary>
    public Func<string, IReadOnlyList<int>>? Encoder { get; init; }

    /// <summary>Turns a whole document into token ids with the special tokens of the tokenizer's template; null to add
    /// none.</summary>
    public Func<string, IReadOnlyList<int>>? DocumentEncoder { get; init; }

    /// <summary>Finds what turns a list of chat messages into the text that the model was trained on, special tokens
    /// written out; asked only when there are messages, and null where the model has no chat template.</summary>
    public Func<Func<JsonElement, string>?> FindChatTemplate { get; init; } = () => null;

    /// <summary>Opens standard input.</summary>
    public Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Number of tokens that the model has logits for; null where its shape does not tell.</summary>
    public long? VocabularySize { get; init; }

    /// <summary>Told a sentence where there are fewer samples than wanted, or documents too short for a
    /// sample.</summary>
    public required Action<string> Warn { get; init; }

    /// <summary>What messages call the source.</summary>
    internal string Subject => Paths switch
    {
        [] => "the built-in calibration text",
        [StandardInputPath] => "standard input",
        [var path] => $"'{path}'",
        _ => $"the calibration set of '{string.Join("' and '", Paths)}'",
    };

    /// <summary>Tokens in all samples together.</summary>
    internal long Tokens => (long)Samples * SampleTokens;

    /// <summary>Whether the model has an embedding for an id.</summary>
    internal bool Knows(long id) => id >= 0 && id < (VocabularySize ?? (1L + int.MaxValue));
}
