using System.Runtime.InteropServices;
using System.Text;

namespace FinerCut.Tokenizers.Models;

/// <summary>Merges a long piece that cannot be cut, in time that grows almost linearly with its length.</summary>
/// <remarks>The result is the one of <see cref="Microsoft.ML.Tokenizers.BpeTokenizer"/>, whose time grows with the
/// square.</remarks>
internal sealed class LongPieceMerger
{
    private readonly Dictionary<Rune, int> _letters = [];
    private readonly Dictionary<(int Left, int Right), (int Rank, int Result)> _merges = [];

    internal LongPieceMerger(SymbolTable symbols, IReadOnlyList<Merge> merges)
    {
        foreach ((string spelled, int symbol) in symbols.Spelled)
        {
            Rune letter = Rune.GetRuneAt(spelled, 0);
            if (letter.Utf16SequenceLength == spelled.Length)
            {
                _letters.Add(letter, symbol);
            }
        }

        for (int rank = 0; rank < merges.Count; rank++)
        {
            _merges.Add((merges[rank].Left, merges[rank].Right), (rank, merges[rank].Result));
        }
    }

    /// <summary>Merges a piece.</summary>
    /// <param name="letters">Letters of the alphabet alone.</param>
    /// <returns>The numbers of the symbols.</returns>
    internal List<int> Merge(ReadOnlySpan<char> letters)
    {
        List<Link> links = [];
        foreach (Rune letter in letters.EnumerateRunes())
        {
            links.Add(new Link { Symbol = _letters[letter], Before = links.Count - 1, After = links.Count + 1 });
        }

        MergeAll(CollectionsMarshal.AsSpan(links));
        return [.. links.Where(link => link.Symbol != Link.Gone).Select(link => link.Symbol)];
    }

    private void MergeAll(Span<Link> links)
    {
        PriorityQueue<(int Position, int Result), long> queue = new();
        for (int position = 0; position < links.Length; position++)
        {
            Enqueue(links, position, queue);
        }

        while (queue.TryDequeue(out (int Position, int Result) next, out _))
        {
            ref Link left = ref links[next.Position];
            if (left.Symbol == Link.Gone || FindMerge(links, next.Position)?.Result != next.Result)
            {
                continue;
            }

            ref Link right = ref links[left.After];
            left.Symbol = next.Result;
            left.After = right.After;
            right.Symbol = Link.Gone;
            if (left.After < links.Length)
            {
                links[left.After].Before = next.Position;
            }

            Enqueue(links, left.Before, queue);
            Enqueue(links, next.Position, queue);
        }
    }

    // The lowest rank first, and of one rank the leftmost.
    private void Enqueue(ReadOnlySpan<Link> links, int position, PriorityQueue<(int Position, int Result), long> queue)
    {
        if (position >= 0 && FindMerge(links, position) is { } merge)
        {
            queue.Enqueue((position, merge.Result), ((long)merge.Rank << 32) | (uint)position);
        }
    }

    private (int Rank, int Result)? FindMerge(ReadOnlySpan<Link> links, int position)
    {
        Link left = links[position];
        return left.After < links.Length
            && _merges.TryGetValue((left.Symbol, links[left.After].Symbol), out (int, int) merge)
            ? merge
            : null;
    }

    private struct Link
    {
        internal const int Gone = -1;

        internal int Symbol;
        internal int Before;
        internal int After;
    }
}
