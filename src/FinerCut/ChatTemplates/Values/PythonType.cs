using FinerCut.ChatTemplates.Evaluation;

namespace FinerCut.ChatTemplates.Values;

/// <summary>What Python asks of any value.</summary>
internal static class PythonType
{
    internal static string Describe(object? value) => value switch
    {
        null => "none",
        bool => "a boolean",
        string => "a string",
        long => "an integer",
        double => "a float",
        Undefined undefined => $"'{undefined.Name}', which is not defined,",
        TemplateMap => "a dictionary",
        TemplateNamespace => "a namespace",
        TemplateFunction function => $"the function '{function.Name}'",
        TemplateSequence sequence => $"a {sequence.Kind.ToString().ToLowerInvariant()}",
        _ => "the loop",
    };

    internal static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        string text => text.Length > 0,
        long number => number != 0,
        double number => number != 0,
        TemplateMap map => map.Count > 0,
        TemplateSequence { HasLength: true } sequence => sequence.Items.Count > 0,
        LoopState loop => loop.Length > 0,
        _ => true,
    };

    /// <summary>The values of what can be looped over.</summary>
    /// <exception cref="TemplateException">It cannot.</exception>
    internal static IReadOnlyList<object?> Iterate(object? value) => value switch
    {
        Undefined => [],
        string text => [.. PythonText.Characters(text)],
        TemplateSequence sequence => sequence.Read(),
        TemplateMap map => [.. map.Keys],
        _ => throw TemplateException.Wrong($"loops over {Describe(value)}"),
    };

    internal static bool IsIterable(object? value) =>
        value is Undefined or string or TemplateSequence or TemplateMap or LoopState;

    internal static bool IsNumber(object? value) => value is bool or long or double;

    internal static long Length(object? value) => value switch
    {
        Undefined => 0,
        string text => PythonText.Length(text),
        TemplateSequence { HasLength: true } sequence => sequence.Items.Count,
        TemplateMap map => map.Count,
        _ => throw TemplateException.Wrong($"asks for the length of {Describe(value)}"),
    };

    /// <summary>A whole number; <c>true</c> is 1.</summary>
    internal static long Integer(object? value) => value switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => throw TemplateException.Wrong($"has {Describe(value)} where an integer is needed"),
    };

    internal static double Real(object? value) => value is double number ? number : Integer(value);

    internal static string Text(object? value) => value as string
        ?? throw TemplateException.Wrong($"has {Describe(value)} where a string is needed");
}
