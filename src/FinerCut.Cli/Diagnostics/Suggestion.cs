namespace FinerCut.Cli.Diagnostics;

/// <summary>Finds the word that was meant.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of the possible words.</summary>
    /// <param name="found">What was typed.</param>
    /// <param name="possible">What could have been typed.</param>
    /// <returns>The word with the fewest edits, at most a third of its length (at least one); null where none is that near.</returns>
    public static string? For(string found, IEnumerable<string> possible) => possible
        .Select(word => (Word: word, Edits: Edits(found, word)))
        .Where(near => near.Edits <= Math.Max(1, near.Word.Length / 3))
        .OrderBy(near => near.Edits)
        .Select(near => near.Word)
        .FirstOrDefault();

    private static int Edits(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                bool same = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
