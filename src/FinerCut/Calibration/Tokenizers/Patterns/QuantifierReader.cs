using System.Text.RegularExpressions;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Reads how often a part of a pattern may stand.</summary>
internal static partial class QuantifierReader
{
    /// <summary>Puts what follows an atom to it: <c>? * + {n,m}</c>, each greedy or lazy, the first three possessive.</summary>
    internal static string Read(PatternCursor cursor, string atom)
    {
        string translated = atom;
        while (ReadOne(cursor) is { } quantifier)
        {
            bool isInterval = quantifier[0] == '{';
            string repeated = (translated == atom ? atom : $"(?:{translated})") + quantifier;
            if (cursor.TryTake("?"))
            {
                translated = isInterval && !quantifier.Contains(',', StringComparison.Ordinal)
                    ? throw new FormatException($"{quantifier}?")
                    : repeated + "?";
            }
            else
            {
                translated = !isInterval && cursor.TryTake("+") ? $"(?>{repeated})" : repeated;
            }
        }

        return translated;
    }

    private static string? ReadOne(PatternCursor cursor)
    {
        if (cursor.Current is '?' or '*' or '+')
        {
            return cursor.Take().ToString();
        }

        int start = cursor.Position;
        if (!cursor.TryTake("{"))
        {
            return null;
        }

        Match interval = Interval().Match(cursor.TakeUntil('}'));
        if (interval.Success)
        {
            string least = interval.Groups["least"].Value is { Length: > 0 } number ? number : "0";
            return $"{{{least}{interval.Groups["most"].Value}}}";
        }

        cursor.Position = start;
        throw new FormatException("a { that begins no interval");
    }

    [GeneratedRegex(@"^(?:(?<least>\d+)(?<most>,\d*)?|(?<most>,\d+))\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Interval();
}
