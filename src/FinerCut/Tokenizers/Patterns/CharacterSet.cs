using System.Text;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>A set of characters in a pattern.</summary>
internal sealed class CharacterSet
{
    private const int LargestInBasicPlane = 0xFFFF;

    // What .NET writes in brackets for the set, or for all but the set where it is negated: its part in the basic
    // plane. Null where only the
    // ranges tell.
    private readonly string? _words;
    private readonly bool _isNegated;

    private CharacterSet(CodePointSet points, string? words, bool isNegated = false) =>
        (Points, _words, _isNegated) = (points, words, isNegated);

    /// <summary>What the set holds.</summary>
    internal CodePointSet Points { get; }

    /// <summary>Makes a set that .NET has words for.</summary>
    /// <param name="points">What the set holds.</param>
    /// <param name="words">What .NET writes in brackets for the part of the set in the basic plane, half surrogates
    /// left out.</param>
    internal static CharacterSet Named(CodePointSet points, string words) => new(points, words);

    /// <summary>Makes a set of ranges.</summary>
    internal static CharacterSet FromCodePoints(CodePointSet points)
    {
        StringBuilder words = new();
        foreach ((int first, int last) in points.Ranges.Where(range => range.First <= LargestInBasicPlane))
        {
            // A half of a surrogate pair never stands in a text; the translated one may have one as a stand-in.
            WriteRange(words, first, Math.Min(last, 0xD7FF));
            WriteRange(words, Math.Max(first, 0xE000), Math.Min(last, LargestInBasicPlane));
        }

        return new CharacterSet(points, words.ToString());
    }

    /// <summary>Makes a set of a range, ends included.</summary>
    internal static CharacterSet FromCodePoints(int first, int last) =>
        FromCodePoints(CodePointSet.FromRanges([(first, last)]));

    /// <summary>Makes a set of everything that some sets hold.</summary>
    internal static CharacterSet Union(IReadOnlyList<CharacterSet> sets)
    {
        if (sets is [CharacterSet only])
        {
            return only;
        }

        CodePointSet points = CodePointSet.FromRanges(sets.SelectMany(set => set.Points.Ranges));
        return sets.All(set => set is { _isNegated: false, _words: not null })
            ? new CharacterSet(points, string.Concat(sets.Select(set => set._words)))
            : FromCodePoints(points);
    }

    /// <summary>The characters that this set does not hold.</summary>
    internal CharacterSet Invert() => new(Points.Invert(), _words, !_isNegated);

    /// <summary>The characters that are in this set and in another one.</summary>
    internal CharacterSet Intersect(CharacterSet other) => FromCodePoints(Points.Intersect(other.Points));

    /// <summary>Writes the set as an expression that matches one character.</summary>
    /// <param name="standIns">What code points outside the basic plane are matched as.</param>
    internal string ToExpression(StandIns standIns)
    {
        StringBuilder words = new(_words);
        foreach ((char standIn, int point) in standIns.Surrogates)
        {
            if (Points.Contains(point) != _isNegated)
            {
                WriteRange(words, standIn, standIn);
            }
        }

        return words.Length > 0 ? $"[{(_isNegated ? "^" : "")}{words}]"
            : _isNegated ? @"[\s\S]"
            : "(?!)";
    }

    private static void WriteRange(StringBuilder words, int first, int last)
    {
        if (first <= last)
        {
            words.Append(Escape(first));
        }

        if (first < last)
        {
            words.Append('-').Append(Escape(last));
        }
    }

    private static string Escape(int character) => $"\\u{character:X4}";
}
