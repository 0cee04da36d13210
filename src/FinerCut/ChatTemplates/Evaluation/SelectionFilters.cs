using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Filters that run another filter, or a test, on each value.</summary>
internal static class SelectionFilters
{
    internal static object Map(object? value, CallArguments arguments)
    {
        IReadOnlyList<object?> items = PythonType.Iterate(value);
        if (arguments.Positional.Count > 0)
        {
            CallArguments inner = Inner(arguments, 0);
            return TemplateSequence.Generator(items.Select(item => Filters.Apply(item, inner)));
        }

        object?[] values = (arguments with { Positional = [] }).Bind("!attribute", "default");
        Func<object?, object?> member = MemberPath.CompilePath(values[0]);
        return TemplateSequence.Generator(items.Select(item => Preset(member(item), values[1])));
    }

    internal static object Select(object? value, CallArguments arguments, bool isKept) =>
        TemplateSequence.Generator(PythonType.Iterate(value).Where(item => Holds(item, arguments, 0) == isKept));

    internal static object SelectMember(object? value, CallArguments arguments, bool isKept)
    {
        if (arguments.Positional.Count == 0)
        {
            throw arguments.Wrong("without an attribute");
        }

        Func<object?, object?> member = MemberPath.CompilePath(arguments.Positional[0]);
        return TemplateSequence.Generator(
            PythonType.Iterate(value).Where(item => Holds(member(item), arguments, 1) == isKept));
    }

    private static object? Preset(object? value, object? preset) =>
        value is Undefined && preset != CallArguments.Missing ? preset : value;

    private static bool Holds(object? value, CallArguments arguments, int place) => arguments.Positional.Count > place
        ? Tests.Apply(value, Inner(arguments, place))
        : PythonType.IsTrue(value);

    private static CallArguments Inner(CallArguments arguments, int place) =>
        new(PythonType.Text(arguments.Positional[place]), [.. arguments.Positional.Skip(place + 1)], arguments.Named);
}
