using FinerCut.Tokenizers.Characters;

namespace FinerCut.Tokenizers.Normalizers;

/// <summary>Joins decomposed characters with the marks behind them, where one character stands for both.</summary>
internal static class Composition
{
    /// <summary>Composes code points in their place.</summary>
    /// <param name="points">Decomposed code points, marks in order.</param>
    internal static void Compose(List<int> points)
    {
        CharacterTable table = CharacterTable.Library;
        int written = 0;
        int starter = -1;
        byte classBefore = 0;
        for (int read = 0; read < points.Count; read++)
        {
            int point = points[read];
            byte markClass = table.ClassOf(point);
            bool isNext = classBefore == 0 || classBefore < markClass;
            if (starter >= 0 && isNext && Find(table, points[starter], point) is { } whole)
            {
                points[starter] = whole;
                continue;
            }

            starter = markClass == 0 ? written : starter;
            classBefore = markClass;
            points[written++] = point;
        }

        points.RemoveRange(written, points.Count - written);
    }

    private static int? Find(CharacterTable table, int first, int second) =>
        table.Compositions.TryGetValue((first, second), out int whole) ? whole : Hangul.Compose(first, second);
}
