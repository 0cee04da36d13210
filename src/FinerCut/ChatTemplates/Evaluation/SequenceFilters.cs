using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Filters that look into sequences and dictionaries.</summary>
internal static class SequenceFilters
{
    internal static object Length(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return PythonType.Length(value);
    }

    internal static object? First(object? value, CallArguments arguments)
    {
        arguments.Bind();
        IReadOnlyList<object?> items = value is TemplateSequence sequence
            ? sequence.Read(1)
            : PythonType.Iterate(value);
        return items.Count > 0 ? items[0] : new Undefined("the first of nothing");
    }

    internal static object? Last(object? value, CallArguments arguments)
    {
        arguments.Bind();
        IReadOnlyList<object?> items = Reversible(value, arguments);
        return items.Count > 0 ? items[^1] : new Undefined("the last of nothing");
    }

    internal static object List(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return TemplateSequence.List(PythonType.Iterate(value));
    }

    internal static object Reverse(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return value is string text
            ? string.Concat(PythonText.Characters(text).Reverse())
            : TemplateSequence.Generator(Reversible(value, arguments).Reverse());
    }

    internal static object Items(object? value, CallArguments arguments)
    {
        arguments.Bind();
        return value switch
        {
            Undefined => TemplateSequence.Generator([]),
            TemplateMap map => TemplateSequence.Generator(map.Items),
            _ => throw arguments.Wrong($"on {PythonType.Describe(value)}"),
        };
    }

    internal static object? Default(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("default_value", "boolean");
        bool asksTruth = values[1] != CallArguments.Missing && PythonType.IsTrue(values[1]);
        bool isUsed = value is Undefined || (asksTruth && !PythonType.IsTrue(value));
        return isUsed ? (values[0] == CallArguments.Missing ? "" : values[0]) : value;
    }

    private static IReadOnlyList<object?> Reversible(object? value, CallArguments arguments) =>
        value is Undefined or TemplateSequence { Kind: SequenceKind.Generator }
            ? throw arguments.Wrong($"on {PythonType.Describe(value)}")
            : PythonType.Iterate(value);
}
