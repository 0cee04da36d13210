using FinerCut.Calibration.Sources;
using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Calibration;

/// <summary>All texts about calibration sets: FC3015 to FC3024, FC3054, FC4015 and FC4016; FC3001 is shared with the
/// tokenizer's files.</summary>
internal static class CalibrationErrors
{
    /// <summary>The number of texts that fill no sample.</summary>
    internal const string TooShortCode = "FC3017";

    internal static DiagnosticException TokenizerMissing(CalibrationRequest request) => new(
        "FC3001",
        $"Without the model's tokenizer {request.Subject} cannot be turned into tokens. Put its files (tokenizer.json, "
            + $"tokenizer.model, a .tiktoken file, or vocab.json with merges.txt) into the model's folder, "
            + $"{(request.Option == SourceOption.Calibration ? "pass" : "or pass")} {OptionOf(request.Option)} with a "
            + ".jsonl file of token ids, one array such as [1, 2, 3] a line"
            + (request.Option == SourceOption.Calibration ? ", or let the model write: --calibration self." : "."));

    internal static DiagnosticException FileMissing(string path, SourceOption option, Exception cause) => new(
        "FC3015",
        option == SourceOption.Calibration
            ? $"There is no calibration file '{path}'. Check the path; without --calibration the built-in text is used."
            : $"There is no file '{path}', which {OptionOf(option)} names. Check the path, or leave the option out.",
        cause);

    internal static DiagnosticException FileUnreadable(string path, Exception cause) => new(
        "FC3016",
        $"The file '{path}' cannot be read: {cause.Message} Check its permissions and that it is a file.",
        cause);

    internal static DiagnosticException NotUtf8(string path, string place) => new(
        "FC3016",
        $"The file '{path}' is not UTF-8 text: {place} is not a valid character. Save it as UTF-8.");

    internal static DiagnosticException Empty(CalibrationRequest request) => new(
        TooShortCode,
        Text($"One sample needs {request.SampleTokens} tokens, and {request.Subject} is empty. Pass a file with text "
            + $"or with token ids."));

    internal static DiagnosticException TooShort(CalibrationRequest request, long found) => new(
        TooShortCode,
        Text($"One sample needs {request.SampleTokens} tokens, and {request.Subject} has {found}. Pass a longer text, "
            + $"or lower --sample-tokens."));

    internal static DiagnosticException SampleTooShort(int needed, string place, long found) => new(
        TooShortCode,
        Text($"One sample needs {needed} tokens, and {place} has {found}. Lengthen or delete it, lower "
            + $"--sample-tokens, or take ")
            + "--packing documents, whose samples may differ in length.");

    internal static DiagnosticException NoDocuments(CalibrationRequest request) => new(
        TooShortCode,
        $"{Capitalised(request.Subject)} has no document of at least 2 tokens. Pass longer texts, or take --packing "
            + "contiguous.");

    internal static DiagnosticException BadLine(string path, long line, string finding) => new(
        "FC3018",
        Text($"Line {line} of '{path}' {finding}. Each line is an object such as {{\"text\": \"...\"}}, or each an "
            + $"array of token ids; ")
            + "--text-field names another field.");

    internal static DiagnosticException LineTooLong(string path, long line, int longest) => new(
        "FC3054",
        Text($"Line {line} of '{path}' is longer than the {longest} bytes that are read. ")
            + "Divide its text among several lines, or save it as a .txt file.");

    internal static DiagnosticException IdUnknown(CalibrationRequest request, string place, long id) => new(
        "FC3019",
        Text($"{Capitalised(place)} holds the token id {id}, but {IdsOf(request)}. Make the ids with the model's own "
            + $"tokenizer."));

    internal static DiagnosticException TokenizerUnfit(CalibrationRequest request, long id) => new(
        "FC3019",
        Text($"The tokenizer gives the id {id} for a token of {request.Subject}, but {IdsOf(request)}. Use the model's "
            + $"own tokenizer files."));

    internal static DiagnosticException NothingMatches(string pattern, SourceOption option) => new(
        "FC3020",
        $"{OptionOf(option)} '{pattern}' matches no file. Check the path: * stands for any characters of a name, ** "
            + "for any number of folders.");

    internal static DiagnosticException StandsAlone(string word) => new(
        "FC3021",
        $"--calibration {word} stands alone and cannot be mixed with other sources. Give either {word}, or files.");

    internal static DiagnosticException BadArray(string path, string finding) => new(
        "FC3022",
        $"'{path}' {finding}. Save token ids by NumPy as a little-endian int32, int64, uint16 or uint32 array of the "
            + "shape (rows, tokens) or (tokens,), in C order.");

    internal static DiagnosticException NoChatTemplate(string path, long line) => new(
        "FC3023",
        Text($"Line {line} of '{path}' holds chat messages, but the model has no chat template that could turn them "
            + $"into text. ")
            + "Put its tokenizer_config.json or chat_template.jinja beside the model, or name a field with text by "
            + "--text-field.");

    internal static DiagnosticException TextsAndIds(string first, string other) => new(
        "FC3024",
        $"'{first}' holds token ids and '{other}' holds text, or the other way round. Give sources of one kind.");

    internal static DiagnosticException SamplesTooFew(int found) => new(
        "FC4015",
        Text($"--samples {found} is too few; give a number from 1, such as --samples 10."));

    internal static DiagnosticException SampleTokensTooFew(int found) => new(
        "FC4015",
        Text($"--sample-tokens {found} is too few; give a number from 2, such as --sample-tokens 256."));

    internal static DiagnosticException ExtensionUnknown(string path) => new(
        "FC4016",
        $"The file '{path}' is of no known kind; the name ends in .txt or .md (text), in .jsonl (on each "
            + "line an object with a field 'text' or 'messages', or on each an array of token ids), or in .npy (token "
            + "ids).");

    internal static string FewerSamples(CalibrationRequest request, int found) => Text(
        $"Only {found} of the {request.Samples} samples asked for can be filled from {request.Subject}; the search "
            + $"uses {found}. ")
        + "Pass a longer file with --calibration for a steadier choice.";

    internal static string TooShortDocuments(long skipped) => Text(
        $"Left out {skipped} {(skipped == 1 ? "document" : "documents")} of fewer than 2 tokens: nothing can be "
            + $"predicted there.");

    private static string OptionOf(SourceOption option) => option switch
    {
        SourceOption.Text => "--text",
        SourceOption.Task => "--task",
        SourceOption.HealText => "--heal-text",
        _ => "--calibration",
    };

    private static string IdsOf(CalibrationRequest request) => request.VocabularySize is { } size
        ? Text($"the model's vocabulary has {size} words, ids 0 to {size - 1}")
        : Text($"ids are from 0 to {int.MaxValue}");

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
