using System.Buffers;

namespace FinerCut.Calibration.Tokenizers.AddedTokens;

/// <summary>Finds the leftmost, then longest of a set of words in a text.</summary>
internal sealed class TokenTrie
{
    private readonly Node _root = new();
    private readonly SearchValues<char> _firstCharacters;

    internal TokenTrie(IEnumerable<(string Word, AddedToken Token)> words)
    {
        foreach ((string word, AddedToken token) in words)
        {
            Node node = _root;
            foreach (char character in word)
            {
                node = node.GetOrAdd(character);
            }

            node.Token = token;
        }

        _firstCharacters = SearchValues.Create([.. _root.Next.Keys]);
    }

    /// <summary>Finds the next word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin to look.</param>
    /// <returns>The token and where it lies, or null when there is none.</returns>
    internal (AddedToken Token, int Start, int End)? Find(string text, int from)
    {
        for (int start = from; start < text.Length; start++)
        {
            int skipped = text.AsSpan(start).IndexOfAny(_firstCharacters);
            if (skipped < 0)
            {
                return null;
            }

            start += skipped;
            if (LongestAt(text, start) is { } longest)
            {
                return (longest.Token, start, longest.End);
            }
        }

        return null;
    }

    private (AddedToken Token, int End)? LongestAt(string text, int start)
    {
        (AddedToken, int)? longest = null;
        Node? node = _root;
        for (int index = start; index < text.Length && node.Next.TryGetValue(text[index], out node); index++)
        {
            longest = node.Token is { } token ? (token, index + 1) : longest;
        }

        return longest;
    }

    private sealed class Node
    {
        internal Dictionary<char, Node> Next { get; } = [];

        internal AddedToken? Token { get; set; }

        internal Node GetOrAdd(char character)
        {
            if (!Next.TryGetValue(character, out Node? next))
            {
                next = new Node();
                Next.Add(character, next);
            }

            return next;
        }
    }
}
