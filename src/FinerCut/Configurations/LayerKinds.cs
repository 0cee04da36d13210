using System.Text.Json;

namespace FinerCut.Configurations;

/// <summary>How many layers the settings of one JSON object speak of: a list that says what each layer is may go on
/// after the last layer with caches, since not every kind of layer has a state.</summary>
internal sealed class LayerKinds
{
    private readonly LayerSelection _layers;

    /// <summary>Looks at one object.</summary>
    /// <param name="text">The file.</param>
    /// <param name="settings">The object in it.</param>
    /// <param name="layers">What stays.</param>
    public LayerKinds(EditableJson text, JsonSpan settings, LayerSelection layers)
    {
        _layers = layers;
        long? declared = settings.Members.Where(member => LayerKeys.Counts.Contains(member.Name))
            .Select(member => text.Number(member.Value)).FirstOrDefault(number => number is not null);
        List<(string Name, List<string> Words)> lists =
            [.. settings.Members.Where(member => LayerKeys.IsList(member.Name))
            .Select(member => (member.Name, WordsOf(text, member.Value)))];
        long? longest = lists.Where(list => declared is null ? LayerKeys.Kinds.Contains(list.Name)
            : list.Words.Count == declared).Select(list => (long?)list.Words.Count).Max();
        Count = layers.Before;
        if (longest > layers.Before && layers.Cached.Count > 0)
        {
            Unclear = [.. lists.Where(list => list.Words.Count == longest && LayerKeys.Kinds.Contains(list.Name)
                && !IsByNumber(list.Words)).Select(list => list.Name)];
            Count = Unclear.Count > 0 ? Count : longest.Value;
        }
    }

    /// <summary>The number of layers before.</summary>
    public long Count { get; }

    /// <summary>Keys of lists that are longer than the caches tell, without a word for layers that have none.</summary>
    public IReadOnlyList<string> Unclear { get; } = [];

    /// <summary>What a list, or a text with a letter for each layer, says, entry by entry.</summary>
    /// <param name="text">The file.</param>
    /// <param name="value">The list or text; nothing is said by anything else.</param>
    public static List<string> WordsOf(EditableJson text, JsonSpan value) => value.Kind == JsonValueKind.String
        ? [.. text.Text(value).Trim('"').Select(letter => letter.ToString())]
        : [.. value.Elements.Select(text.Text)];

    /// <summary>Caches are called by the places of the list where other kinds of layers are between or after them; an
    /// exporter that numbers caches one by one would give them the numbers of layers that have none.</summary>
    private bool IsByNumber(List<string> words)
    {
        HashSet<string> cached = [.. words.Where((_, number) => _layers.Cached.Contains(number))];
        return _layers.Cached.Count < _layers.Before
            || !words.Where((_, number) => !_layers.Cached.Contains(number)).Any(cached.Contains);
    }
}
