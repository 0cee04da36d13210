using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Onnx;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>The texts of errors about the runtime.</summary>
internal static partial class RuntimeErrors
{
    private const string FailedCode = "FC5012";

    /// <summary>Whether the runtime refuses a model as a whole.</summary>
    public static bool IsRefusal(DiagnosticException error) => error.Code == "FC5011";

    public static DiagnosticException Refused(
        string path, Exception cause) => IsMemory(cause) ? NoMemory($"'{path}'", cause) : new(
        "FC5011", $"ONNX Runtime refuses '{path}': {Sentence(cause)} Check that the file runs in ONNX Runtime at all, "
            + "and that it was exported for this version or an older one.", cause);

    public static DiagnosticException Failed(
        string what, Exception cause) => IsMemory(cause) ? NoMemory(what, cause) : new(
        FailedCode, $"ONNX Runtime failed while running {what}: {Sentence(cause)}", cause);

    public static DiagnosticException UnknownInput(string path, string input) => new(
        "FC2007",
        $"The input '{input}' of '{path}' is not understood; token ids and types, masks, positions, lengths, "
            + "key-value caches and adapters are. Export the model without it.");

    public static DiagnosticException InputForm(string path, Value input) => new(
        "FC2051",
        $"The input '{input}' of '{path}' has a known role, but not this element type or shape. Masks are "
            + "[batch, keys] or [batch, heads, queries, keys], positions [batch, tokens], or [planes, batch, tokens] "
            + "with a fixed number of planes, token types [batch, tokens]. Export the model with one of these.");

    public static DiagnosticException LoneCache(string path, string input) => new(
        "FC2063",
        $"The input '{input}' of '{path}' looks like a cache, but no sublayer was found that it belongs to, so nothing "
            + "tells what to put into it. See finercut inspect --explain, and export the model without it.");

    public static DiagnosticException FilledCache(string path, Value input) => new(
        "FC2064",
        $"The cache '{input.Name}' of '{path}' has a fixed length, so it must be filled from the start, and ONNX "
            + $"Runtime gives programs no access to elements of its type, {input.Type!.ElementType}. Export the model "
            + "with caches that begin empty, or with caches in float16 or int8.");

    public static DiagnosticException OneTokenInside(string path) => new(
        "FC2065",
        $"Every call of '{path}' has one token, and shapes inside of it are fixed for that, so it cannot be run on "
            + "samples, which a search and the comparison after a removal need. Try removals with finercut gate, or "
            + "export the model with a free number of tokens.");

    public static DiagnosticException CallSize(string path, int tokens, bool hasCaches) => new(
        "FC2052",
        string.Create(CultureInfo.InvariantCulture, $"Every call of '{path}' has {tokens} tokens, ")
            + (hasCaches ? "so no text can be read token by token. " : "and it has no caches, so a text ends there. ")
            + "Use samples of this length, or export the model with a free number of tokens.");

    public static DiagnosticException OtherPosition(string path, string node) => new(
        "FC2041", $"'{path}' gives the logits of one position, and '{node}' takes another one than the last. "
            + "A search needs the logits of all positions, or of the last. Export the model with those of all.");

    public static DiagnosticException UnexpectedShape(string path, IReadOnlyList<long> shape, int tokens) => new(
        "FC2042", string.Create(
            CultureInfo.InvariantCulture, $"For a sample of {tokens} tokens the logits of '{path}' have the shape ")
            + string.Create(
                CultureInfo.InvariantCulture, $"[{string.Join(", ", shape)}]; [1, {tokens}, vocabulary] is expected. ")
            + "Export the model with the logits of all positions, or with a Gather of the last one before the head.");

    public static DiagnosticException NoMemory(string what, Exception cause) => new(
        "FC5014", $"There is not enough memory for {what}. Use fewer or shorter samples (--samples, --sample-tokens), "
            + "or a machine with more memory.", cause);

    public static DiagnosticException NotLoaded(Exception cause) => new(
        "FC5015", $"ONNX Runtime does not load: {FirstSentence(cause.GetBaseException())} Install finercut again for "
            + "this operating system and processor; 'finercut --version' tells whether it loads, -v where it was "
            + "looked for.", cause);

    /// <summary>Whether the runtime failed while running, for another reason than memory.</summary>
    public static bool IsFailure(DiagnosticException error) => error.Code == FailedCode;

    /// <summary>What the runtime says, on one line, without the place in its own source; <c>-v</c> shows all of
    /// it.</summary>
    public static string Sentence(Exception cause)
    {
        string text = LineEnds().Replace(SourcePlace().Replace(cause.Message, "").Trim(), " ");
        return text.TrimEnd('.') + ".";
    }

    private static string FirstSentence(Exception cause) => cause.Message.Split(". ")[0].TrimEnd('.') + ".";

    /// <summary>The runtime has no error code for it.</summary>
    private static bool IsMemory(Exception cause) =>
        Array.Exists(
            ["allocate memory", "bad_alloc", "bad allocation", "out of memory"],
            words => cause.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^(\[ErrorCode:\w+\]\s*)?(\S+\.(cc|cpp|h|cuh?):\d+ [^\r\n]*?\w\([^()]*\)\s(const\s)?)?")]
    private static partial Regex SourcePlace();

    [GeneratedRegex(@"\s*[\r\n]+\s*")]
    private static partial Regex LineEnds();
}
