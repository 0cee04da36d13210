using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>The methods of texts.</summary>
internal static class TextMethods
{
    private static readonly Dictionary<string, Func<string, CallArguments, object?>> Methods = new()
    {
        ["strip"] = (text, arguments) => PythonText.Strip(text, Characters(arguments)),
        ["lstrip"] = (text, arguments) => PythonText.StripStart(text, Characters(arguments)),
        ["rstrip"] = (text, arguments) => PythonText.StripEnd(text, Characters(arguments)),
        ["upper"] = (text, arguments) => Plain(arguments, () => LetterCase.Upper(text)),
        ["lower"] = (text, arguments) => Plain(arguments, () => LetterCase.Lower(text)),
        ["title"] = (text, arguments) => Plain(arguments, () => LetterCase.Title(text)),
        ["capitalize"] = (text, arguments) => Plain(arguments, () => LetterCase.Capitalize(text)),
        ["startswith"] = (
            text, arguments) => Affixes(arguments).Any(affix => text.StartsWith(affix, StringComparison.Ordinal)),
        ["endswith"] = (
            text, arguments) => Affixes(arguments).Any(affix => text.EndsWith(affix, StringComparison.Ordinal)),
        ["removeprefix"] = (text, arguments) => One(arguments) is { } affix
            && text.StartsWith(affix, StringComparison.Ordinal) ? text[affix.Length..] : text,
        ["removesuffix"] = (text, arguments) => One(arguments) is { } affix
            && text.EndsWith(affix, StringComparison.Ordinal) ? text[..^affix.Length] : text,
        ["find"] = (text, arguments) => Place(text, text.IndexOf(One(arguments), StringComparison.Ordinal)),
        ["rfind"] = (text, arguments) => Place(text, One(arguments) is { Length: > 0 } wanted
            ? text.LastIndexOf(wanted, StringComparison.Ordinal)
            : text.Length),
        ["count"] = (text, arguments) => TextReplacement.Count(text, One(arguments)),
        ["replace"] = TextReplacement.ReplaceText,
        ["split"] = TextSplit.SplitText,
        ["rsplit"] = TextSplit.RunFromEnd,
        ["splitlines"] = SplitLines,
        ["join"] = (text, arguments) => TextReplacement.Join(
            text, [.. PythonType.Iterate(arguments.Bind("!iterable")[0]).Select(PythonType.Text)]),
        ["isspace"] = (text, arguments) => Plain(
            arguments, () => text.Length > 0 && text.AsSpan().IndexOfAnyExcept(PythonText.WhiteSpace) < 0),
    };

    /// <summary>Methods that Python has and that are not understood.</summary>
    internal static string[] Refused { get; } =
    [
        "casefold", "center", "encode", "expandtabs", "format", "format_map", "index", "isalnum", "isalpha", "isascii",
        "isdecimal", "isdigit",
        "isidentifier", "islower", "isnumeric", "isprintable", "istitle", "isupper", "ljust", "maketrans", "partition",
        "rindex", "rjust",
        "rpartition", "swapcase", "translate", "zfill",
    ];

    internal static TemplateFunction? Find(string text, string name) =>
        Methods.TryGetValue(name, out var method)
            ? new TemplateFunction(name, arguments => method(text, arguments))
            : null;

    private static object Plain(CallArguments arguments, Func<object> run)
    {
        arguments.Bind();
        return run();
    }

    private static string? Characters(CallArguments arguments) =>
        arguments.Bind("chars")[0] is { } given && given != CallArguments.Missing ? PythonType.Text(given) : null;

    private static string One(CallArguments arguments) => PythonType.Text(arguments.Bind("!text")[0]);

    private static IEnumerable<string> Affixes(CallArguments arguments) =>
        arguments.Bind("!affix")[0] is var given && given is TemplateSequence { Kind: SequenceKind.Tuple } tuple
            ? tuple.Items.Select(PythonType.Text)
            : [PythonType.Text(given)];

    private static long Place(string text, int index) => index < 0 ? -1L : PythonText.Length(text[..index]);

    private static TemplateSequence SplitLines(string text, CallArguments arguments)
    {
        object? keepsEnds = arguments.Bind("keepends")[0];
        return TemplateSequence.List(
            [.. PythonText.SplitLines(text, keepsEnds != CallArguments.Missing && PythonType.IsTrue(keepsEnds))]);
    }
}
