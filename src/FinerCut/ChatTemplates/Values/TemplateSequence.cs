namespace FinerCut.ChatTemplates.Values;

/// <summary>Values in order.</summary>
internal sealed class TemplateSequence(IReadOnlyList<object?> items, SequenceKind kind)
{
    private int _read;

    internal SequenceKind Kind => kind;

    /// <summary>All values, without counting as read.</summary>
    internal IReadOnlyList<object?> Items => items;

    internal bool HasItems => kind is SequenceKind.List or SequenceKind.Tuple or SequenceKind.Range;

    internal bool HasLength => kind != SequenceKind.Generator;

    internal static TemplateSequence List(IReadOnlyList<object?> items) => new(items, SequenceKind.List);

    internal static TemplateSequence Tuple(params object?[] items) => new(items, SequenceKind.Tuple);

    internal static TemplateSequence Generator(IEnumerable<object?> items) => new([.. items], SequenceKind.Generator);

    /// <summary>Reads the values: of a generator those that were not read before.</summary>
    internal IReadOnlyList<object?> Read(int count = int.MaxValue)
    {
        if (kind != SequenceKind.Generator)
        {
            return items;
        }

        IReadOnlyList<object?> unread = [.. items.Skip(_read).Take(count)];
        _read += unread.Count;
        return unread;
    }
}
