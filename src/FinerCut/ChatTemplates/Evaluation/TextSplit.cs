using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Python's <c>split</c> and <c>rsplit</c>.</summary>
internal static class TextSplit
{
    internal static object SplitText(string text, CallArguments arguments)
    {
        (string? separator, int parts) = Read(arguments);
        if (separator is not null)
        {
            return TemplateSequence.List([.. text.Split(separator, parts)]);
        }

        string[] words = [.. PythonText.Words(text)];
        return words.Length <= parts
            ? TemplateSequence.List([.. words])
            : throw arguments.Wrong("with a limit and without a separator");
    }

    internal static object RunFromEnd(string text, CallArguments arguments)
    {
        (string? separator, int parts) = Read(arguments);
        if (separator is null)
        {
            return SplitText(text, arguments);
        }

        List<object?> found = [];
        string rest = text;
        while (found.Count < parts - 1 && rest.LastIndexOf(separator, StringComparison.Ordinal) is >= 0 and int place)
        {
            found.Add(rest[(place + separator.Length)..]);
            rest = rest[..place];
        }

        found.Add(rest);
        found.Reverse();
        return TemplateSequence.List(found);
    }

    private static (string? Separator, int Parts) Read(CallArguments arguments)
    {
        object?[] values = arguments.Bind("sep", "maxsplit");
        string? separator = values[0] is null || values[0] == CallArguments.Missing ? null : PythonType.Text(values[0]);
        long most = values[1] == CallArguments.Missing ? -1 : PythonType.Integer(values[1]);
        return separator is { Length: 0 }
            ? throw arguments.Wrong("with an empty separator")
            : (separator, most < 0 ? int.MaxValue : (int)Math.Min(most, int.MaxValue - 1) + 1);
    }
}
