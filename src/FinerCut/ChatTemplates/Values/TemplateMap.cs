namespace FinerCut.ChatTemplates.Values;

/// <summary>A dictionary in the order of its entries; a key that comes again keeps its place.</summary>
internal sealed class TemplateMap
{
    private readonly OrderedDictionary<MapKey, object?> _entries = [];

    internal TemplateMap(IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        foreach ((object? key, object? value) in entries)
        {
            _entries[MapKey.CreateKey(key)] = value;
        }
    }

    internal int Count => _entries.Count;

    internal IEnumerable<object?> Keys => _entries.Keys.Select(key => key.Value);

    internal IEnumerable<object?> Values => _entries.Values;

    internal IEnumerable<object?> Items =>
        _entries.Select(entry => TemplateSequence.Tuple(entry.Key.Value, entry.Value));

    internal IEnumerable<KeyValuePair<object?, object?>> Entries =>
        _entries.Select(entry => new KeyValuePair<object?, object?>(entry.Key.Value, entry.Value));

    internal bool TryGet(object? key, out object? value)
    {
        value = null;
        return key is null or string or bool or long or double
            && _entries.TryGetValue(MapKey.CreateKey(key), out value);
    }
}
