using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Operators between two values.</summary>
internal static class Operators
{
    internal static object Signed(string sign, object? value) => value switch
    {
        Undefined undefined => throw undefined.Used(),
        double number => sign == "-" ? -number : number,
        long or bool => sign == "-" ? Arithmetic.Apply("-", 0L, PythonType.Integer(value)) : PythonType.Integer(value),
        _ => throw TemplateException.Wrong($"has '{sign}' in front of {PythonType.Describe(value)}"),
    };

    internal static object? Apply(string sign, object? left, object? right)
    {
        if (PythonType.IsNumber(left) && PythonType.IsNumber(right))
        {
            return Arithmetic.Apply(sign, left, right);
        }

        return (sign, left, right) switch
        {
            (_, Undefined undefined, _) => throw undefined.Used(),
            (_, _, Undefined undefined) => throw undefined.Used(),
            ("+", string a, string b) => Joined(a, b),
            ("+", TemplateSequence { Kind: SequenceKind.List or SequenceKind.Tuple } a, TemplateSequence b) when a.Kind
                == b.Kind => Joined(a, b),
            ("*", string text, long or bool) => Repeated(text, PythonType.Integer(right)),
            ("*", long or bool, string text) => Repeated(text, PythonType.Integer(left)),
            ("*", TemplateSequence { Kind: SequenceKind.List } list, long count) => Repeated(list, count),
            _ => throw TemplateException.Wrong(
                $"has '{sign}' between {PythonType.Describe(left)} and {PythonType.Describe(right)}"),
        };
    }

    /// <summary>Whether a comparison holds.</summary>
    internal static bool Holds(string sign, object? left, object? right) => sign switch
    {
        "==" => PythonEquality.AreEqual(left, right),
        "!=" => !PythonEquality.AreEqual(left, right),
        "in" => Contains(right, left),
        "not in" => !Contains(right, left),
        "<" => PythonEquality.Compare(left, right) < 0,
        "<=" => PythonEquality.Compare(left, right) <= 0,
        ">" => PythonEquality.Compare(left, right) > 0,
        _ => PythonEquality.Compare(left, right) >= 0,
    };

    internal static bool Contains(object? owner, object? value) => owner switch
    {
        Undefined => false,
        string text => text.Contains(PythonType.Text(value), StringComparison.Ordinal),
        TemplateMap map => map.TryGet(MapKey.CreateKey(value).Value, out _),
        TemplateSequence { HasLength: true } sequence =>
            sequence.Items.Any(item => PythonEquality.AreEqual(item, value)),
        _ => throw TemplateException.Wrong($"looks for a value in {PythonType.Describe(owner)}"),
    };

    private static string Joined(string left, string right)
    {
        SizeLimit.Check((long)left.Length + right.Length);
        return left + right;
    }

    private static TemplateSequence Joined(TemplateSequence left, TemplateSequence right)
    {
        SizeLimit.Check((long)left.Items.Count + right.Items.Count);
        return new TemplateSequence([.. left.Items, .. right.Items], left.Kind);
    }

    private static string Repeated(string text, long count)
    {
        CheckRepeated(text.Length, count);
        return text.Length == 0 || count <= 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)count));
    }

    private static TemplateSequence Repeated(TemplateSequence list, long count)
    {
        CheckRepeated(list.Items.Count, count);
        return TemplateSequence.List(list.Items.Count == 0 || count <= 0
            ? []
            : [.. Enumerable.Repeat(list.Items, (int)count).SelectMany(items => items)]);
    }

    private static void CheckRepeated(int size, long count)
    {
        if (size > 0 && count > 0)
        {
            SizeLimit.Check(count > SizeLimit.Most ? count : size * count);
        }
    }
}
