using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary><c>tojson</c> with the settings of Transformers: other characters are not escaped, and neither are those of
/// HTML.</summary>
internal static class JsonFilter
{
    internal static object WriteJson(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("ensure_ascii", "indent", "separators", "sort_keys");
        string? indent = values[1] switch
        {
            null => null,
            string text => text,
            long or bool => Spaces(PythonType.Integer(values[1])),
            _ when values[1] == CallArguments.Missing => null,
            _ => throw arguments.Wrong($"with {PythonType.Describe(values[1])} as 'indent'"),
        };
        (string items, string keys) = Separators(values[2], indent, arguments);
        return JsonText.Write(value, new JsonStyle(indent, items, keys, IsSet(values[0]), IsSet(values[3])));
    }

    private static string Spaces(long count)
    {
        SizeLimit.Check(Math.Max(0, count));
        return new string(' ', (int)Math.Max(0, count));
    }

    private static (string Items, string Keys) Separators(
        object? value, string? indent, CallArguments arguments) => value switch
        {
            TemplateSequence { HasItems: true, Items: [string items, string keys] } => (items, keys),
            null => (indent is null ? ", " : ",", ": "),
            _ when value == CallArguments.Missing => (indent is null ? ", " : ",", ": "),
            _ => throw arguments.Wrong("with these 'separators'"),
        };

    private static bool IsSet(object? value) => value != CallArguments.Missing && PythonType.IsTrue(value);
}
