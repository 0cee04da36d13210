using System.Text;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Filters that give texts.</summary>
internal static class TextFilters
{
    internal static string Plain(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return PythonWriter.Write(value);
    }

    internal static object Trim(object? value, CallArguments arguments)
    {
        object? characters = arguments.Bind("chars")[0];
        return PythonText.Strip(
            PythonWriter.Write(value),
            characters is null || characters == CallArguments.Missing ? null : PythonType.Text(characters));
    }

    internal static object Replace(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("!old", "!new", "count");
        long most = values[2] is null || values[2] == CallArguments.Missing ? -1 : PythonType.Integer(values[2]);
        return TextReplacement.Replace(
            PythonWriter.Write(value), PythonWriter.Write(values[0]), PythonWriter.Write(values[1]), most);
    }

    internal static object Join(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("d", "attribute");
        string separator = values[0] == CallArguments.Missing ? "" : PythonWriter.Write(values[0]);
        Func<object?, object?> member = MemberPath.CompilePath(values[1]);
        return TextReplacement.Join(
            separator, [.. PythonType.Iterate(value).Select(item => PythonWriter.Write(member(item)))]);
    }

    /// <summary>Jinja's <c>title</c>, which knows other beginnings of words than Python's.</summary>
    internal static string Title(string text)
    {
        StringBuilder result = new();
        bool isInside = false;
        foreach (string character in PythonText.Characters(text))
        {
            result.Append(isInside ? LetterCase.Lower(character) : LetterCase.Capitalize(character));
            isInside = character[0] is not ('-' or '(' or '{' or '[' or '<')
                && !PythonText.WhiteSpace.Contains(character[0]);
        }

        return result.ToString();
    }

    internal static object Indent(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("width", "first", "blank");
        string margin = values[0] as string ?? new string(' ', Width(values[0]));
        IReadOnlyList<string> lines = PythonText.SplitLines(PythonType.Text(value) + "\n");
        SizeLimit.Check(PythonType.Text(value).Length + (lines.Count * ((long)margin.Length + 1)));
        bool indentsBlank = IsSet(values[2]);
        IEnumerable<string> indented = lines.Select((line, index) =>
            index == 0 || (line.Length == 0 && !indentsBlank) ? line : margin + line);
        return (IsSet(values[1]) ? margin : "") + string.Join('\n', indented);
    }

    private static int Width(object? value)
    {
        long width = value == CallArguments.Missing ? 4 : PythonType.Integer(value);
        SizeLimit.Check(Math.Max(0, width));
        return (int)Math.Max(0, width);
    }

    private static bool IsSet(object? value) => value != CallArguments.Missing && PythonType.IsTrue(value);
}
