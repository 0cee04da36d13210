using System.Globalization;
using System.Text.RegularExpressions;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Reads how often a part of a pattern may stand.</summary>
internal static partial class QuantifierReader
{
    /// <summary>The most quantifiers behind one part; published patterns have up to 2.</summary>
    internal const int MostOnOnePart = 4;

    /// <summary>The largest number of repetitions, that of Oniguruma.</summary>
    internal const int MostRepetitions = 100_000;

    /// <summary>Says whether an interval such as <c>{1,3}</c> follows.</summary>
    internal static bool IsInterval(PatternCursor cursor) => Interval().IsMatch(cursor.Rest);

    /// <summary>Puts what follows an atom to it: <c>? * + {n,m}</c>, each greedy or lazy, the first three
    /// possessive.</summary>
    /// <exception cref="PatternLimitException">Too many follow, or one asks for too many repetitions.</exception>
    internal static string Read(PatternCursor cursor, string atom)
    {
        string translated = atom;
        for (int count = 0; ReadOne(cursor) is { } quantifier; count++)
        {
            if (count == MostOnOnePart)
            {
                throw new PatternLimitException($"has more than {MostOnOnePart} quantifiers behind one part");
            }

            string target = count == 0 ? atom : $"(?:{translated})";
            translated = quantifier[0] == '{'
                ? WithInterval(cursor, target, quantifier)
                : WithSign(cursor, target + quantifier);
        }

        return translated;
    }

    private static string WithSign(PatternCursor cursor, string repeated) => cursor.TryTake("?") ? repeated + "?"
        : cursor.TryTake("+") ? $"(?>{repeated})"
        : repeated;

    // A question mark makes {n,m} lazy, but lets {n} be left out.
    private static string WithInterval(PatternCursor cursor, string target, string interval)
    {
        string repeated = target + interval;
        return !cursor.TryTake("?") ? repeated
            : interval.Contains(',', StringComparison.Ordinal) ? repeated + "?"
            : $"(?:{repeated})?";
    }

    private static string? ReadOne(PatternCursor cursor)
    {
        if (cursor.Current is '?' or '*' or '+')
        {
            return cursor.Take().ToString();
        }

        if (!IsInterval(cursor))
        {
            return null;
        }

        cursor.TryTake("{");
        string[] ends = cursor.TakeUntil('}').Split(',');
        string least = ends[0].Length == 0 ? "0" : Number(ends[0]);
        return ends.Length == 1 ? $"{{{least}}}" : $"{{{least},{(ends[1].Length == 0 ? "" : Number(ends[1]))}}}";
    }

    private static string Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && number <= MostRepetitions
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new PatternLimitException($"repeats a part more than {MostRepetitions} times");

    [GeneratedRegex(@"\A\{(?:[0-9]+(?:,[0-9]*)?|,[0-9]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Interval();
}
