namespace FinerCut.Cli.Diagnostics;

/// <summary>Finds the word that was meant.</summary>
internal static class Suggestion
{
    private const int LeastSharedBeginning = 4;

    /// <summary>The nearest of the possible words.</summary>
    /// <param name="found">What was typed.</param>
    /// <param name="possible">What could have been typed.</param>
    /// <returns>The word with the fewest slips, at most a third of its letters (at least one); else the one word that
    /// what was typed
    /// begins or that it begins like: <c>--temp</c>, <c>pruning</c>. Null where none is that near.</returns>
    public static string? For(string found, IEnumerable<string> possible)
    {
        string[] words = [.. possible];
        return words.Select(word => (Word: word, Slips: Slips(found, word)))
            .Where(near => near.Slips <= Math.Max(1, (near.Word.Length - Dashes(near.Word)) / 3))
            .OrderBy(near => near.Slips)
            .Select(near => near.Word)
            .FirstOrDefault() ?? BeginningLike(found, words);
    }

    private static string? BeginningLike(string found, string[] words)
    {
        string[] like = [.. words.Where(word => SharedBeginning(found, word) >= LeastSharedWith(word))];
        return like.Length == 1 ? like[0] : null;
    }

    private static int LeastSharedWith(string word) => Math.Min(LeastSharedBeginning + Dashes(word), word.Length);

    private static int Dashes(string word) => word.Length - word.TrimStart('-').Length;

    private static int SharedBeginning(string left, string right) =>
        left.Zip(right).TakeWhile(pair => Same(pair.First, pair.Second)).Count();

    /// <summary>Letters that are missing, too many, wrong, or exchanged with their neighbour.</summary>
    private static int Slips(string left, string right)
    {
        int[] before = [];
        int[] above = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int[] row = new int[right.Length + 1];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int wrong = above[j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                row[j] = Math.Min(wrong, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above) = (above, row);
        }

        return above[^1];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
