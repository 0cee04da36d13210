using System.Buffers;

namespace FinerCut.Tokenizers.AddedTokens;

/// <summary>Finds the leftmost, then longest of a set of words in a text.</summary>
/// <remarks>The words are read backward, by the method of Aho and Corasick: one pass from the end of a text tells the
/// longest word that begins at each place, in time that grows with the text alone, however long words are.</remarks>
internal sealed class TokenTrie
{
    private const int Root = 0;

    private readonly Dictionary<(int Node, char Character), int> _next = [];
    private readonly List<Node> _nodes = [new Node(Root, '\0', Depth: 0, Token: null)];

    // Where the node's word fails, the longest word that is still possible, and the longest that begins at this place.
    private readonly int[] _fallbacks;
    private readonly int[] _longest;
    private readonly SearchValues<char> _lastCharacters;

    internal TokenTrie(IEnumerable<(string Word, AddedToken Token)> words)
    {
        foreach ((string word, AddedToken token) in words)
        {
            Add(word, token);
        }

        _lastCharacters =
            SearchValues.Create([.. _next.Keys.Where(key => key.Node == Root).Select(key => key.Character)]);
        (_fallbacks, _longest) = (new int[_nodes.Count], new int[_nodes.Count]);
        foreach (int node in Enumerable.Range(1, _nodes.Count - 1).OrderBy(node => _nodes[node].Depth))
        {
            Link(node);
        }
    }

    /// <summary>Finds all words, none of which begins within another one.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The tokens and where they lie, from the first to the last.</returns>
    internal IEnumerable<(AddedToken Token, int Start, int End)> Find(string text)
    {
        int from = 0;
        foreach ((int start, int node) in Enumerable.Reverse(FindLongest(text)))
        {
            if (start >= from)
            {
                from = start + _nodes[node].Depth;
                yield return (_nodes[node].Token!, start, from);
            }
        }
    }

    // The longest word at each place where one begins, from the last place to the first.
    private List<(int Start, int Node)> FindLongest(string text)
    {
        List<(int, int)> found = [];
        int node = Root;
        for (int index = text.Length - 1; index >= 0; index--)
        {
            index = node == Root ? text.AsSpan(0, index + 1).LastIndexOfAny(_lastCharacters) : index;
            if (index < 0)
            {
                break;
            }

            node = Step(node, text[index]);
            if (_longest[node] != Root)
            {
                found.Add((index, _longest[node]));
            }
        }

        return found;
    }

    private void Add(string word, AddedToken token)
    {
        int node = Root;
        for (int index = word.Length - 1; index >= 0; index--)
        {
            if (!_next.TryGetValue((node, word[index]), out int next))
            {
                next = _nodes.Count;
                _next.Add((node, word[index]), next);
                _nodes.Add(new Node(node, word[index], _nodes[node].Depth + 1, Token: null));
            }

            node = next;
        }

        _nodes[node] = _nodes[node] with { Token = node == Root ? null : token };
    }

    // All nodes nearer to the root are linked.
    private void Link(int node)
    {
        Node linked = _nodes[node];
        _fallbacks[node] = linked.Parent == Root ? Root : Step(_fallbacks[linked.Parent], linked.Character);
        _longest[node] = linked.Token is null ? _longest[_fallbacks[node]] : node;
    }

    private int Step(int node, char character)
    {
        int next;
        while (!_next.TryGetValue((node, character), out next) && node != Root)
        {
            node = _fallbacks[node];
        }

        return next;
    }

    private readonly record struct Node(int Parent, char Character, int Depth, AddedToken? Token);
}
