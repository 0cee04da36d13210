namespace FinerCut.ModelCards;

/// <summary>A model card as text: a front matter in YAML between two lines of dashes, and a body in Markdown.</summary>
internal sealed class CardText
{
    private const string Rule = "---";
    private const string Begin = "<!-- finercut: begin -->";
    private const string End = "<!-- finercut: end -->";

    private readonly string _newLine;
    private readonly List<string> _lines;
    private IReadOnlyList<FrontMatterKey> _keys;
    private string _body;

    private CardText(string newLine, IEnumerable<string> lines, IReadOnlyList<FrontMatterKey> keys, string body) =>
        (_newLine, _lines, _keys, _body) = (newLine, [.. lines], keys, body);

    /// <summary>A card without a word.</summary>
    public static CardText Empty => new("\n", [], [], "");

    /// <summary>Whether an earlier pruning wrote into the card.</summary>
    public bool HasSection => FindSection(out _, out _);

    /// <summary>The body without what finercut wrote.</summary>
    public string OwnBody => FindSection(out int start, out int end)
        ? _body[..start] + _body[end..].TrimStart('\r', '\n')
        : _body;

    /// <summary>Reads a card.</summary>
    /// <param name="text">The text, without a byte order mark.</param>
    /// <param name="fault">What is wrong with the front matter: the end of a sentence. Null where nothing is.</param>
    /// <returns>Null where something is wrong.</returns>
    public static CardText? Read(string text, out string? fault)
    {
        string newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string[] lines = text.Split('\n');
        if (lines[0].TrimEnd() != Rule)
        {
            fault = null;
            return new CardText(newLine, [], [], text);
        }

        int end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Rule);
        if (end < 0)
        {
            fault = "has no end";
            return null;
        }

        string[] front = [.. lines[1..end].Select(line => line.TrimEnd('\r'))];
        IReadOnlyList<FrontMatterKey>? keys = new FrontMatterReader(front).Read(out fault);
        return keys is null ? null : new CardText(newLine, front, keys, string.Join('\n', lines[(end + 1)..]));
    }

    /// <summary>A key of the front matter.</summary>
    /// <param name="name">The key.</param>
    /// <returns>Null where it is not there.</returns>
    public FrontMatterKey? Find(string name) => _keys.FirstOrDefault(key => key.Name == name);

    /// <summary>Sets or removes a key; all others keep their text.</summary>
    /// <param name="name">The key.</param>
    /// <param name="lines">The key with its value; empty to remove the key.</param>
    /// <param name="fault">What keeps the key from being changed; null where nothing does.</param>
    public void Set(string name, IReadOnlyList<string> lines, out string? fault)
    {
        fault = null;
        FrontMatterKey? key = Find(name);
        if (key is null && lines.Count == 0)
        {
            return;
        }

        if (key is { HasReferences: true })
        {
            fault = $"has anchors or aliases in '{name}'";
            return;
        }

        int start = key?.FirstLine ?? _lines.Count;
        Replace(start, key?.EndLine ?? start, lines, name, out fault);
    }

    /// <summary>Adds items to a list with an item on each line, in the indentation of the last one.</summary>
    /// <param name="key">The key of the list.</param>
    /// <param name="items">The items as YAML.</param>
    /// <param name="fault">What keeps the key from being changed; null where nothing does.</param>
    public void Append(FrontMatterKey key, IReadOnlyList<string> items, out string? fault)
    {
        int at = key.LastItemLine!.Value;
        string line = _lines[at];
        string indent = line[..(line.Length - line.TrimStart().Length)];
        Replace(at + 1, at + 1, [.. items.Select(item => $"{indent}- {item}")], key.Name, out fault);
    }

    /// <summary>Puts a section at the start of the body, in the place of an earlier one.</summary>
    /// <param name="section">Its lines.</param>
    public void SetSection(IReadOnlyList<string> section)
    {
        string text = string.Join(_newLine, [Begin, .. section, End]);
        if (FindSection(out int start, out int end))
        {
            _body = _body[..start] + text + _body[end..];
            return;
        }

        string rest = _body.TrimStart('\r', '\n');
        _body = _newLine + text + _newLine + (rest.Length > 0 ? _newLine + rest : "");
    }

    /// <summary>The same front matter with another body.</summary>
    /// <param name="body">The body.</param>
    public CardText WithBody(string body) => new(_newLine, _lines, _keys, body);

    /// <summary>Starts a body with a title.</summary>
    /// <param name="title">The title.</param>
    public void SetTitle(string title) => _body = $"{_newLine}# {title}{_newLine}{_body}";

    /// <summary>The whole text.</summary>
    public override string ToString() => _lines.Count == 0
        ? _body.TrimStart('\r', '\n')
        : string.Join(_newLine, [Rule, .. _lines, Rule]) + _newLine + _body;

    private bool FindSection(out int start, out int end)
    {
        start = _body.IndexOf(Begin, StringComparison.Ordinal);
        int last = start < 0 ? -1 : _body.IndexOf(End, start, StringComparison.Ordinal);
        end = last + End.Length;
        return last >= 0;
    }

    /// <summary>Changes lines, and makes sure that all other keys mean what they meant.</summary>
    private void Replace(int start, int end, IReadOnlyList<string> lines, string name, out string? fault)
    {
        List<string> changed = [.. _lines[..start], .. lines, .. _lines[end..]];
        IReadOnlyList<FrontMatterKey>? keys = new FrontMatterReader(changed).Read(out _);
        if (keys is null || !ContentsWithout(keys, name).SequenceEqual(ContentsWithout(_keys, name)))
        {
            fault = $"has '{name}' in a form that cannot be edited";
            return;
        }

        fault = null;
        _lines.Clear();
        _lines.AddRange(changed);
        _keys = keys;
    }

    private static IEnumerable<(string Name, string Content)> ContentsWithout(
        IReadOnlyList<FrontMatterKey> keys, string name) =>
        keys.Where(key => key.Name != name).Select(key => (key.Name, key.Content));
}
