using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Tokenizers.Files;

namespace FinerCut.Tokenizers;

/// <summary>All texts of errors about tokenizer files, FC3001 to FC3011, FC3013, FC3014, FC3034 to FC3037, FC3051 to
/// FC3053 and FC3055.</summary>
internal static class TokenizerErrors
{
    private static readonly HashSet<string> NotUnderstood =
        ["FC3005", "FC3006", "FC3007", "FC3013", "FC3035", "FC3037"];

    /// <summary>Whether an error says that files are sound, but ask for something that this version does not
    /// know.</summary>
    internal static bool IsNotUnderstood(string code) => NotUnderstood.Contains(code);

    private const string UseOriginalFiles = "Copy the tokenizer files of the original model into the folder again.";

    private const int LongestExcerpt = 80;

    private const int LongestReason = 240;

    private const string GiveIds =
        "Give the calibration set as token ids, made with the model's own tokenizer, instead of text.";

    internal static DiagnosticException FilesMissing(string folder) => new(
        "FC3001",
        $"'{folder}' holds no tokenizer that can be read: looked for tokenizer.json, vocab.json with merges.txt, "
            + "tokenizer.model and *.tiktoken. Copy the tokenizer files of the original model into the folder; "
            + "calibration sets may be token ids instead.");

    internal static DiagnosticException FileUnreadable(string file, Exception cause) => new(
        "FC3002",
        $"'{file}' cannot be read: {cause.Message} Make the file readable, or copy it again.",
        cause);

    internal static DiagnosticException NotJson(string file, Exception cause) => new(
        "FC3003",
        $"'{file}' is not valid JSON: {cause.Message} {UseOriginalFiles}",
        cause);

    internal static DiagnosticException WrongShape(string file, string path, string expected, string found) => new(
        "FC3004",
        $"'{file}': {path} should be {expected}, but is {Cut(found, LongestReason)}. {UseOriginalFiles}");

    internal static DiagnosticException ComponentNotUnderstood(
        string file, string path, string found, string known) => new(
        "FC3005",
        $"'{file}': {path} is '{Cut(found)}', which is not understood; understood are {known}. {GiveIds}");

    internal static DiagnosticException PropertyNotUnderstood(string file, string path, string reason) => new(
        "FC3006",
        $"'{file}': {path} is not understood: {Cut(reason, LongestReason)}. {GiveIds}");

    internal static DiagnosticException PatternNotUnderstood(
        string file, string path, string pattern, string reason) => new(
        "FC3007",
        $"'{file}': {path} has the pattern '{Cut(pattern)}', which is not understood: "
            + $"{Cut(reason, LongestReason)}. {GiveIds}");

    internal static DiagnosticException MergeDamaged(string file, long mergeIndex, string reason) => new(
        "FC3008",
        $"'{file}': merge {mergeIndex} (counted from 0) is damaged: {Cut(reason, LongestReason)}. {UseOriginalFiles}");

    internal static DiagnosticException IdDamaged(string file, string token, string found) => new(
        "FC3009",
        $"'{file}': the token '{Cut(token)}' has the id {Cut(found)}; an id is a whole number from 0 to "
            + $"{int.MaxValue - 1} of one token alone. {UseOriginalFiles}");

    internal static DiagnosticException AddedTokenConflict(
        string file, string token, int declared, int vocabularyId) => new(
        "FC3010",
        $"'{file}': the added token '{Cut(token)}' has the id {declared}, but the vocabulary gives it "
            + $"{vocabularyId}. {UseOriginalFiles}");

    internal static DiagnosticException TokenUnknown(string file, string path, string token) => new(
        "FC3011",
        $"'{file}': {path} names the token '{Cut(token)}', which is not in the vocabulary. {UseOriginalFiles}");

    internal static DiagnosticException ClassNotUnderstood(
        string file, string found, string vocabulary, string known) => new(
        "FC3013",
        $"'{file}': tokenizer_class is '{Cut(found)}', which cannot be read from {vocabulary} alone; that works for "
            + $"{known}. Save the tokenizer with its tokenizer.json, or give the calibration set as token ids.");

    internal static DiagnosticException TextDamaged(string file, Exception cause) => new(
        "FC3014",
        $"'{file}' holds a text that is not valid Unicode: {cause.Message} {UseOriginalFiles}",
        cause);

    internal static DiagnosticException SentencePieceDamaged(
        string file, string reason, Exception? cause = null) => new(
        "FC3034",
        $"'{file}' is not a whole SentencePiece model: {reason} {UseOriginalFiles}",
        cause);

    internal static DiagnosticException SentencePieceNotUnderstood(string file, string setting, string reason) => new(
        "FC3035",
        $"'{file}': the SentencePiece model has {setting}, which is not understood: {reason}. Save the tokenizer with "
            + "its tokenizer.json, or give the calibration set as token ids.");

    internal static DiagnosticException TiktokenDamaged(string file, string reason) => new(
        "FC3036",
        $"'{file}' is not a whole tiktoken file: {reason}. {UseOriginalFiles}");

    internal static DiagnosticException RanksUnknown(string file, long count, string known) => new(
        "FC3037",
        $"'{file}' holds {count} ranks of no known tokenizer, and does not tell how text is cut; known are {known}. "
            + "Save the tokenizer with its tokenizer.json, or give the calibration set as token ids.");

    internal static DiagnosticException PatternTooLarge(
        string file, string path, string pattern, string finding) => new(
        "FC3051",
        $"'{file}': {path} has the pattern '{Cut(pattern)}', which {finding}. {UseOriginalFiles}");

    internal static DiagnosticException MatchTooSlow(string pattern, TimeSpan longest, Exception cause) => new(
        "FC3052",
        $"The tokenizer's pattern '{Cut(pattern)}' took longer than {longest.TotalSeconds:0} s for one match. "
            + GiveIds,
        cause);

    internal static DiagnosticException PatternTooSlow(string pattern, long textLength, long milliseconds) => new(
        "FC3052",
        $"The tokenizer's pattern '{Cut(pattern)}' took longer than the {Number(milliseconds / 1000)} s that all "
            + $"patterns may take for a text of {Number(textLength)} characters. {GiveIds}");

    internal static DiagnosticException TextGrows(long textLength, long longest) => new(
        "FC3053",
        $"The tokenizer makes more than {Number(longest)} characters of a text of {Number(textLength)}. "
            + UseOriginalFiles);

    internal static DiagnosticException TooManySteps(string file, string path) => new(
        "FC3055",
        $"'{file}': {path} is one step too many: the sequences of a tokenizer may have {StepCounter.Most} together. "
            + UseOriginalFiles);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cut(string text, int longest = LongestExcerpt)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{text[..end]}... ({Number(text.Length)} characters)";
    }
}
