using FinerCut.Evaluation.Statistics;

namespace FinerCut.Evaluation.Generation;

/// <summary>How rich the texts of a model are: models that lost too much repeat themselves.</summary>
internal static class TextRichness
{
    /// <summary>Share of a text's 4-grams that stand in it before, mean over the texts.</summary>
    /// <param name="texts">Token ids of each.</param>
    /// <returns>From 0 to 1; null where no text has 4 tokens.</returns>
    public static Estimate? Repeated(IReadOnlyList<int[]> texts)
    {
        const int Length = 4;
        double[] shares = [.. texts.Where(ids => ids.Length >= Length).Select(ids =>
            1 - ((double)Grams(ids, Length).Distinct().Count() / (ids.Length - Length + 1)))];
        return shares.Length == 0 ? null : Moments.Mean(shares);
    }

    /// <summary>Different n-grams of all texts, divided by all their n-grams.</summary>
    /// <param name="texts">Token ids of each.</param>
    /// <param name="length">Tokens in an n-gram, at least 1.</param>
    /// <returns>From 0 to 1; null where no text has so many tokens.</returns>
    public static double? Distinct(IReadOnlyList<int[]> texts, int length)
    {
        string[] grams = [.. texts.SelectMany(ids => Grams(ids, length))];
        return grams.Length == 0 ? null : (double)grams.Distinct().Count() / grams.Length;
    }

    private static IEnumerable<string> Grams(int[] ids, int length) => Enumerable
        .Range(0, Math.Max(0, ids.Length - length + 1)).Select(start => string.Join(' ', ids[start..(start + length)]));
}
