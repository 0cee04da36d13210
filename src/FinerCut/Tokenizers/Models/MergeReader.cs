namespace FinerCut.Tokenizers.Models;

/// <summary>Checks the merges of a model against its vocabulary.</summary>
internal sealed class MergeReader
{
    private readonly BpeSettings _settings;
    private readonly SymbolTable _symbols;
    private readonly HashSet<int> _apart;

    private MergeReader(BpeSettings settings, SymbolTable symbols)
    {
        _settings = settings;
        _symbols = symbols;
        _apart = [.. TokensApart().Where(settings.Vocabulary.ContainsKey).Select(token => settings.Vocabulary[token])];
    }

    /// <summary>Gives the merges, those of the highest rank first; of one that stands twice the last counts.</summary>
    internal static List<Merge> Read(BpeSettings settings, SymbolTable symbols)
    {
        MergeReader reader = new(settings, symbols);
        List<Merge> merges = [.. Enumerable.Range(0, settings.Merges.Count).Select(reader.Read)];
        HashSet<(int, int)> seen = [];
        merges.Reverse();
        merges.RemoveAll(merge => !seen.Add((merge.Left, merge.Right)));
        merges.Reverse();
        return merges;
    }

    private Merge Read(int index)
    {
        (string left, string right) = _settings.Merges[index];
        return new Merge(NumberOf(left, index), NumberOf(right, index), NumberOf(left + right, index));
    }

    private int NumberOf(string token, int index)
    {
        if (token.Length == 0 || !_settings.Vocabulary.TryGetValue(token, out int id))
        {
            throw TokenizerErrors.MergeDamaged(_settings.File, index, $"'{token}' is not in the vocabulary");
        }

        return !_apart.Contains(id) ? _symbols.NumberOf(token, id) : throw TokenizerErrors.PropertyNotUnderstood(
            _settings.File, $"model.merges[{index}]", $"a merge of '{token}', which stands for a byte or for unknown "
                + $"characters");
    }

    private IEnumerable<string> TokensApart()
    {
        IEnumerable<string> bytes = _settings.HasByteFallback
            ? Enumerable.Range(0, 256).Select(value => ByteToken.Name((byte)value))
            : [];
        return _settings.UnknownToken is { } unknown ? bytes.Append(unknown) : bytes;
    }
}
