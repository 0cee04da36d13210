using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>What stands behind a dot or in brackets. As in Jinja, a dictionary's own methods come before its keys
/// behind a dot, and after them in brackets.</summary>
internal static class Members
{
    private static readonly string[] OfMaps = ["clear", "copy", "fromkeys", "pop", "popitem", "setdefault", "update"];

    private static readonly string[] OfLists =
        ["append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort"];

    private static readonly string[] OfNumbers =
        [
            "real",
            "imag",
            "numerator",
            "denominator",
            "conjugate",
            "bit_length",
            "bit_count",
            "to_bytes",
            "from_bytes",
            "as_integer_ratio",
            "is_integer",
            "hex",
            "fromhex"
        ];

    /// <summary>What stands behind a dot.</summary>
    /// <returns>Undefined where there is no such thing.</returns>
    /// <exception cref="TemplateException">There is, but it is not understood; or the owner is not defined.</exception>
    internal static object? Get(object? owner, string name) => owner switch
    {
        Undefined undefined => throw undefined.Used(),
        TemplateNamespace values => values[name],
        LoopState loop => loop.Member(name),
        TemplateMap map => (object?)MapMethods.Find(map, name)
            ?? (map.TryGet(name, out object? value) ? NotRefused(value, OfMaps, name) : Missing(name, OfMaps)),
        string text => (object?)TextMethods.Find(text, name) ?? Missing(name, TextMethods.Refused),
        TemplateSequence => Missing(name, OfLists),
        TemplateFunction => throw TemplateException.Wrong($"uses '{name}' of a function, which is not understood"),
        null => new Undefined(name),
        _ => Missing(name, OfNumbers),
    };

    /// <summary>What stands in brackets.</summary>
    /// <returns>Undefined where there is no such thing.</returns>
    internal static object? GetItem(object? owner, object? key)
    {
        switch (owner)
        {
            case Undefined undefined:
                throw undefined.Used();
            case TemplateMap map when map.TryGet(key, out object? value):
                return value;
            case TemplateSequence { HasItems: true } sequence when key is long or bool:
                return At(sequence.Items, PythonType.Integer(key));
            case string text when key is long or bool:
                return PythonText.IsSimple(text)
                    ? At(text, PythonType.Integer(key))
                    : At([.. PythonText.Characters(text)], PythonType.Integer(key));
            default:
                return key is string name ? Get(owner, name) : new Undefined(PythonType.Describe(key));
        }
    }

    private static object? NotRefused(object? value, string[] refused, string name) =>
        refused.Contains(name) ? Missing(name, refused) : value;

    private static Undefined Missing(string name, string[] refused) => refused.Contains(name)
        ? throw TemplateException.Wrong($"uses the method '{name}', which is not understood")
        : new Undefined(name);

    private static object At(string text, long index)
    {
        long place = index < 0 ? index + text.Length : index;
        return place >= 0 && place < text.Length ? text[(int)place].ToString() : new Undefined($"character {index}");
    }

    private static object? At(IReadOnlyList<object?> items, long index)
    {
        long place = index < 0 ? index + items.Count : index;
        return place >= 0 && place < items.Count ? items[(int)place] : new Undefined($"item {index}");
    }
}
