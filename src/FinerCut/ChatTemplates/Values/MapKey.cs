namespace FinerCut.ChatTemplates.Values;

/// <summary>A key of a dictionary; 1, 1.0 and true are the same key.</summary>
internal readonly record struct MapKey
{
    private MapKey(object? value) => Value = value;

    internal object? Value { get; }

    /// <summary>Makes a key.</summary>
    /// <exception cref="TemplateException">Python has no such key, or it is a tuple, which no template
    /// needs.</exception>
    internal static MapKey CreateKey(object? value) => value is null or string or bool or long or double
        ? new MapKey(value)
        : throw TemplateException.Wrong(
            $"uses {PythonType.Describe(value)} as the key of a dictionary, which is not understood");

    public bool Equals(MapKey other) => PythonEquality.AreEqual(Value, other.Value);

    public override int GetHashCode() => Value switch
    {
        null => 0,
        string text => text.GetHashCode(StringComparison.Ordinal),
        bool flag => flag ? 1.0.GetHashCode() : 0.0.GetHashCode(),
        long number => ((double)number).GetHashCode(),
        _ => Value.GetHashCode(),
    };
}
