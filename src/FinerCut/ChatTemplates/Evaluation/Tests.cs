using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>All tests by name: what stands behind <c>is</c>.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Func<object?, bool>> OfOne = new()
    {
        ["defined"] = value => value is not Undefined,
        ["undefined"] = value => value is Undefined,
        ["none"] = value => value is null,
        ["true"] = value => value is true,
        ["false"] = value => value is false,
        ["boolean"] = value => value is bool,
        ["integer"] = value => value is long,
        ["float"] = value => value is double,
        ["number"] = PythonType.IsNumber,
        ["string"] = value => value is string,
        ["mapping"] = value => value is TemplateMap,
        ["iterable"] = PythonType.IsIterable,
        ["sequence"] = value => value is string or TemplateMap or Undefined or TemplateSequence { HasItems: true },
        ["callable"] = value => value is TemplateFunction or Undefined,
        ["odd"] = value => Equals(Operators.Apply("%", value, 2L), 1L),
        ["even"] = value => Equals(Operators.Apply("%", value, 2L), 0L),
        ["lower"] = value => Cased(value) is { } text && text == LetterCase.Lower(text),
        ["upper"] = value => Cased(value) is { } text && text == LetterCase.Upper(text),
    };

    private static readonly Dictionary<string, string> Comparisons = new()
    {
        ["equalto"] = "==",
        ["eq"] = "==",
        ["ne"] = "!=",
        ["lt"] = "<",
        ["lessthan"] = "<",
        ["le"] = "<=",
        ["gt"] = ">",
        ["greaterthan"] = ">",
        ["ge"] = ">=",
        ["in"] = "in",
        ["=="] = "==",
        ["!="] = "!=",
        ["<"] = "<",
        ["<="] = "<=",
        [">"] = ">",
        [">="] = ">=",
    };

    /// <summary>Applies the test that the arguments name.</summary>
    /// <exception cref="TemplateException">It is not understood, or the value is not one for it.</exception>
    internal static bool Apply(object? value, CallArguments arguments)
    {
        if (OfOne.TryGetValue(arguments.Callee, out Func<object?, bool>? test))
        {
            arguments.Bind();
            return test(value);
        }

        if (Comparisons.TryGetValue(arguments.Callee, out string? sign))
        {
            return Operators.Holds(sign, value, arguments.Bind("!other")[0]);
        }

        return arguments.Callee switch
        {
            "divisibleby" => PythonEquality.AreEqual(Operators.Apply("%", value, arguments.Bind("!num")[0]), 0L),
            _ => throw TemplateException.Wrong($"uses the test '{arguments.Callee}', which is not understood"),
        };
    }

    /// <summary>A text with letters that have a case; Python answers no for one without.</summary>
    private static string? Cased(object? value) =>
        PythonWriter.Write(value) is var text && LetterCase.Lower(text) != LetterCase.Upper(text) ? text : null;
}
