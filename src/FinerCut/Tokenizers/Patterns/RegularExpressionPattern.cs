using System.Text.RegularExpressions;
using FinerCut.Tokenizers.Limits;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>A regular expression that sees code points, not UTF-16 units.</summary>
/// <param name="source">The original expression, for messages.</param>
/// <param name="expression">An expression in .NET's words that means the same as the original.</param>
/// <param name="standIns">What code points outside the basic plane are matched as.</param>
internal sealed class RegularExpressionPattern(string source, Regex expression, StandIns standIns) : ITextPattern
{
    /// <summary>The longest that one match may take.</summary>
    /// <remarks>A match in 8 Mi characters takes milliseconds; where a pattern tries all ways to divide a text, no time
    /// is enough.</remarks>
    internal static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(2);

    public void FindSegments(string text, List<PatternSegment> segments, EncodingLimits limits)
    {
        bool isNarrow = !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        (string narrow, int[]? offsets) = isNarrow ? (text, null) : standIns.Narrow(text);
        try
        {
            FindSegments(narrow, offsets, segments, limits);
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw TokenizerErrors.MatchTooSlow(source, LongestMatch, exception);
        }
    }

    private void FindSegments(string text, int[]? offsets, List<PatternSegment> segments, EncodingLimits limits)
    {
        long start = Environment.TickCount64;
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
            segments.Add(new PatternSegment(Map(match.Index), Map(done), IsMatch: true));
            limits.RequireTime(Environment.TickCount64 - start, source);
        }

        segments.AddGap(Map(done), Map(text.Length));
        limits.Spend(Environment.TickCount64 - start);

        int Map(int index) => offsets is null ? index : offsets[index];
    }
}
