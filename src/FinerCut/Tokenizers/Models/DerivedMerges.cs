namespace FinerCut.Tokenizers.Models;

/// <summary>Finds the merges of a vocabulary that holds only what they lead to: all pairs of tokens that make a
/// token.</summary>
internal static class DerivedMerges
{
    /// <summary>Characters that a token may have: far more than any trainer makes, as the work grows with the
    /// square.</summary>
    internal const int LongestToken = 1024;

    /// <summary>Finds the merges of a SentencePiece vocabulary: the highest score first, then the longer left part, as
    /// the Hugging Face library's conversion has it.</summary>
    /// <param name="vocabulary">The id of each token.</param>
    /// <param name="scores">The score of each id.</param>
    /// <returns>The pairs, those that merge first in front.</returns>
    internal static List<(string Left, string Right)> ByScore(
        Dictionary<string, int> vocabulary, IReadOnlyList<float> scores) =>
    [
        .. Find(vocabulary).OrderByDescending(merge => scores[merge.Id]).ThenByDescending(merge => Length(merge.Left))
            .ThenByDescending(merge => Length(merge.Right)).Select(merge => (merge.Left, merge.Right)),
    ];

    /// <summary>Finds the merges of a vocabulary whose ids are the ranks of its tokens.</summary>
    /// <param name="vocabulary">The rank of each token.</param>
    /// <returns>The pairs, those that merge first in front.</returns>
    internal static List<(string Left, string Right)> ByRank(Dictionary<string, int> vocabulary) =>
        [.. Find(vocabulary).Select(merge => (merge.Left, merge.Right))];

    private static IEnumerable<(string Left, string Right, int Id)> Find(Dictionary<string, int> vocabulary)
    {
        List<(int Left, int Right, int Cut)> pairs = [];
        foreach ((string token, int id) in vocabulary.OrderBy(entry => entry.Value))
        {
            FindPairs(token, vocabulary.GetAlternateLookup<ReadOnlySpan<char>>(), pairs);
            foreach ((_, _, int cut) in pairs)
            {
                yield return (token[..cut], token[cut..], id);
            }
        }
    }

    private static void FindPairs(
        string token, Dictionary<string,
            int>.AlternateLookup<ReadOnlySpan<char>> parts, List<(int Left, int Right, int Cut)> pairs)
    {
        pairs.Clear();
        for (int cut = 1; cut < token.Length; cut++)
        {
            if (parts.TryGetValue(token.AsSpan(0, cut), out int left)
                && parts.TryGetValue(token.AsSpan(cut), out int right))
            {
                pairs.Add((left, right, cut));
            }
        }

        pairs.Sort();
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
