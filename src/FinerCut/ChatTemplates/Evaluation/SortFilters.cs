using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Filters that compare values.</summary>
internal static class SortFilters
{
    private static readonly Comparer<object?> Order =
        Comparer<object?>.Create((left, right) => PythonEquality.Compare(left, right) ?? 0);

    internal static object Sort(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("reverse", "case_sensitive", "attribute");
        return TemplateSequence.List(
            Sorted(PythonType.Iterate(value), KeyOf(values[2], values[1], arguments), IsSet(values[0])));
    }

    internal static object SortMap(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("case_sensitive", "by", "reverse");
        int place = values[1] switch
        {
            "value" => 1,
            "key" => 0,
            _ when values[1] == CallArguments.Missing => 0,
            _ => throw arguments.Wrong("by something else than 'key' or 'value'"),
        };
        TemplateMap map = value as TemplateMap ?? throw arguments.Wrong($"on {PythonType.Describe(value)}");
        Func<object?, object?> fold = KeyOf(CallArguments.Missing, values[0], arguments);
        return TemplateSequence.List(
            Sorted([.. map.Items], item => fold(((TemplateSequence)item!).Items[place]), IsSet(values[2])));
    }

    internal static object Unique(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("case_sensitive", "attribute");
        Func<object?, object?> key = KeyOf(values[1], values[0], arguments);
        return TemplateSequence.Generator(PythonType.Iterate(value).DistinctBy(item => MapKey.CreateKey(key(item))));
    }

    internal static object? Least(object? value, CallArguments arguments) => Extreme(value, arguments, -1);

    internal static object? Greatest(object? value, CallArguments arguments) => Extreme(value, arguments, 1);

    internal static object? Sum(object? value, CallArguments arguments)
    {
        object?[] values = arguments.Bind("attribute", "start");
        Func<object?, object?> member = MemberPath.CompilePath(values[0]);
        object? start = values[1] == CallArguments.Missing ? 0L : values[1];
        return start is string
            ? throw arguments.Wrong("on strings")
            : PythonType.Iterate(value).Aggregate(start, (sum, item) => Operators.Apply("+", sum, member(item)));
    }

    private static object? Extreme(object? value, CallArguments arguments, int sign)
    {
        object?[] values = arguments.Bind("case_sensitive", "attribute");
        Func<object?, object?> key = KeyOf(values[1], values[0], arguments);
        IReadOnlyList<object?> items = PythonType.Iterate(value);
        return items.Count == 0
            ? new Undefined($"the {arguments.Callee} of nothing")
            : items.Aggregate((
                best, item) => (PythonEquality.Compare(key(item), key(best)) ?? 0) * sign > 0 ? item : best);
    }

    /// <summary>Python keeps the order of equals also where it sorts downwards.</summary>
    private static IReadOnlyList<object?> Sorted(IReadOnlyList<object?> items, Func<object?, object?> key, bool isDown)
    {
        try
        {
            return isDown ? [.. items.OrderByDescending(key, Order)] : [.. items.OrderBy(key, Order)];
        }
        catch (InvalidOperationException exception) when (exception.InnerException is TemplateException cause)
        {
            throw cause;
        }
    }

    private static Func<object?, object?> KeyOf(object? path, object? isCaseSensitive, CallArguments arguments)
    {
        if (path is string text && text.Contains(',', StringComparison.Ordinal))
        {
            throw arguments.Wrong("by several attributes");
        }

        Func<object?, object?> member = MemberPath.CompilePath(path);
        return IsSet(isCaseSensitive)
            ? member
            : item => member(item) is string text ? LetterCase.Lower(text) : member(item);
    }

    private static bool IsSet(object? value) => value != CallArguments.Missing && PythonType.IsTrue(value);
}
