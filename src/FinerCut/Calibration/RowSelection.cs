namespace FinerCut.Calibration;

/// <summary>Chooses the rows of a set among all that its sources fill; holds no more rows than are wanted.</summary>
internal static class RowSelection
{
    /// <summary>Chooses rows.</summary>
    /// <param name="rows">All rows; without a seed those behind the last one wanted are not asked for.</param>
    /// <param name="count">Rows wanted, at least 1.</param>
    /// <param name="seed">Null for the first rows; else every choice of rows is as likely as any other.</param>
    /// <returns>At most <paramref name="count"/> rows, in the order of the sources.</returns>
    internal static IReadOnlyList<TokenRow> Choose(IEnumerable<TokenRow> rows, int count, long? seed) =>
        seed is { } number ? Sample(rows, count, new SeededNumbers(number)) : [.. rows.Take(count)];

    /// <summary>A reservoir (Algorithm R): a row that comes late takes the place of a random one.</summary>
    private static List<TokenRow> Sample(IEnumerable<TokenRow> rows, int count, SeededNumbers numbers)
    {
        List<(long Index, TokenRow Row)> chosen = [];
        long index = 0;
        foreach (TokenRow row in rows)
        {
            if (chosen.Count < count)
            {
                chosen.Add((index, row));
            }
            else if (numbers.Below(index + 1) is var place && place < count)
            {
                chosen[(int)place] = (index, row);
            }

            index++;
        }

        return [.. chosen.OrderBy(pair => pair.Index).Select(pair => pair.Row)];
    }
}
