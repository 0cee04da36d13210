namespace FinerCut.Calibration.Tokenizers.SentencePieces;

/// <summary>Finds the merges of a SentencePiece BPE vocabulary, which holds only what they lead to.</summary>
/// <remarks>The order is that of the Hugging Face library's conversion: score, then the longer left part first.</remarks>
internal static class PieceMerges
{
    /// <summary>Finds all pairs of pieces that make a piece.</summary>
    /// <param name="vocabulary">The id of each piece.</param>
    /// <param name="scores">The score of each id.</param>
    /// <returns>The pairs, those that merge first in front.</returns>
    internal static List<(string Left, string Right)> Find(Dictionary<string, int> vocabulary, IReadOnlyList<float> scores)
    {
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> parts = vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        List<(string Left, string Right, float Score)> merges = [];
        List<(int Left, int Right, int Cut)> pairs = [];
        foreach ((string piece, int id) in vocabulary.OrderBy(entry => entry.Value))
        {
            pairs.Clear();
            for (int cut = 1; cut < piece.Length; cut++)
            {
                if (parts.TryGetValue(piece.AsSpan(0, cut), out int left) && parts.TryGetValue(piece.AsSpan(cut), out int right))
                {
                    pairs.Add((left, right, cut));
                }
            }

            pairs.Sort();
            merges.AddRange(pairs.Select(pair => (piece[..pair.Cut], piece[pair.Cut..], scores[id])));
        }

        return [.. merges.OrderByDescending(merge => merge.Score).ThenByDescending(merge => Length(merge.Left))
            .ThenByDescending(merge => Length(merge.Right)).Select(merge => (merge.Left, merge.Right))];
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
