using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Parts of texts and sequences, as Python cuts them.</summary>
internal static class Slices
{
    internal static object? Get(object? owner, object? start, object? stop, object? step) => owner switch
    {
        Undefined undefined => throw undefined.Used(),
        string text => string.Concat(Cut([.. PythonText.Characters(text)], start, stop, step)),
        TemplateSequence { HasItems: true } sequence =>
            new TemplateSequence(Cut(sequence.Items, start, stop, step), sequence.Kind),
        _ => throw TemplateException.Wrong($"takes a slice of {PythonType.Describe(owner)}"),
    };

    private static List<object?> Cut(IReadOnlyList<object?> items, object? start, object? stop, object? step)
    {
        long by = step is null ? 1 : PythonType.Integer(step);
        if (by == 0)
        {
            throw TemplateException.Wrong("takes a slice with the step 0");
        }

        long lowest = by < 0 ? -1 : 0;
        long highest = by < 0 ? items.Count - 1 : items.Count;
        long index = start is null ? (by < 0 ? highest : lowest) : Place(start, items.Count, lowest, highest);
        long end = stop is null ? (by < 0 ? lowest : highest) : Place(stop, items.Count, lowest, highest);
        by = Math.Clamp(by, -items.Count - 1, items.Count + 1);
        List<object?> cut = [];
        for (; by < 0 ? index > end : index < end; index += by)
        {
            cut.Add(items[(int)index]);
        }

        return cut;
    }

    private static long Place(object? given, int count, long lowest, long highest)
    {
        long index = PythonType.Integer(given);
        return Math.Clamp(index < 0 ? index + count : index, lowest, highest);
    }
}
