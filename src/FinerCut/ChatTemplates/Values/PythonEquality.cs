namespace FinerCut.ChatTemplates.Values;

/// <summary>When two values are the same, and which comes first, as Python has it.</summary>
internal static class PythonEquality
{
    internal static bool AreEqual(object? left, object? right, int depth = 0)
    {
        if (PythonType.IsNumber(left) && PythonType.IsNumber(right))
        {
            return CompareNumbers(left, right) == 0;
        }

        return (left, right) switch
        {
            (null, null) => true,
            (Undefined, Undefined) => true,
            (string a, string b) => a == b,
            (TemplateMap a, TemplateMap b) => AreEqual(a, b, depth),
            (TemplateSequence a, TemplateSequence b) when a.HasItems =>
                a.Kind == b.Kind && AreEqual(a.Items, b.Items, depth),
            _ => ReferenceEquals(left, right),
        };
    }

    /// <summary>Negative, zero or positive; null where one of two numbers is none.</summary>
    /// <exception cref="TemplateException">Python cannot tell which comes first.</exception>
    internal static int? Compare(object? left, object? right, int depth = 0)
    {
        if (PythonType.IsNumber(left) && PythonType.IsNumber(right))
        {
            return CompareNumbers(left, right);
        }

        return (left, right) switch
        {
            (Undefined undefined, _) => throw undefined.Used(),
            (_, Undefined undefined) => throw undefined.Used(),
            (string a, string b) => PythonText.Compare(a, b),
            (TemplateSequence { Kind: SequenceKind.List or SequenceKind.Tuple } a, TemplateSequence b) when a.Kind
                == b.Kind => Compare(a.Items, b.Items, depth),
            _ => throw TemplateException.Wrong(
                $"compares {PythonType.Describe(left)} with {PythonType.Describe(right)}"),
        };
    }

    private static int? CompareNumbers(object? left, object? right)
    {
        if (left is not double && right is not double)
        {
            return PythonType.Integer(left).CompareTo(PythonType.Integer(right));
        }

        double a = PythonType.Real(left);
        double b = PythonType.Real(right);
        return double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
    }

    private static bool AreEqual(TemplateMap left, TemplateMap right, int depth)
    {
        SizeLimit.CheckDepth(depth);
        return left.Count == right.Count
            && left.Entries
                .All(entry => right.TryGet(entry.Key, out object? value) && AreEqual(entry.Value, value, depth + 1));
    }

    private static bool AreEqual(IReadOnlyList<object?> left, IReadOnlyList<object?> right, int depth)
    {
        SizeLimit.CheckDepth(depth);
        return left.Count == right.Count && left.Zip(right).All(pair => AreEqual(pair.First, pair.Second, depth + 1));
    }

    private static int? Compare(IReadOnlyList<object?> left, IReadOnlyList<object?> right, int depth)
    {
        SizeLimit.CheckDepth(depth);
        foreach ((object? a, object? b) in left.Zip(right))
        {
            if (!AreEqual(a, b, depth + 1))
            {
                return Compare(a, b, depth + 1);
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
