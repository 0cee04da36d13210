using System.Text.RegularExpressions;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>A regular expression that sees code points, not UTF-16 units.</summary>
/// <param name="expression">An expression in .NET's words that means the same as the original.</param>
/// <param name="standIns">What code points outside the basic plane are matched as.</param>
internal sealed class RegularExpressionPattern(Regex expression, StandIns standIns) : ITextPattern
{
    public void FindSegments(string text, List<Segment> segments)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            FindSegments(text, offsets: null, segments);
            return;
        }

        (string narrow, int[] offsets) = standIns.Narrow(text);
        FindSegments(narrow, offsets, segments);
    }

    private void FindSegments(string text, int[]? offsets, List<Segment> segments)
    {
        int done = 0;
        foreach (ValueMatch match in expression.EnumerateMatches(text))
        {
            // Oniguruma's iterator skips an empty match right behind a match, too.
            if (match.Length == 0 && match.Index == done && match.Index > 0)
            {
                continue;
            }

            segments.AddGap(Map(done), Map(match.Index));
            done = match.Index + match.Length;
            segments.Add(new Segment(Map(match.Index), Map(done), IsMatch: true));
        }

        segments.AddGap(Map(done), Map(text.Length));

        int Map(int index) => offsets is null ? index : offsets[index];
    }
}
