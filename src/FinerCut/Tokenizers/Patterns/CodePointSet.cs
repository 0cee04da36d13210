namespace FinerCut.Tokenizers.Patterns;

/// <summary>A set of code points.</summary>
internal sealed class CodePointSet
{
    /// <summary>The largest code point.</summary>
    internal const int Largest = 0x10FFFF;

    // In ascending order; the ranges neither overlap nor touch.
    private readonly int[] _firsts;
    private readonly int[] _lasts;

    private CodePointSet(int[] firsts, int[] lasts) => (_firsts, _lasts) = (firsts, lasts);

    /// <summary>The set without any code point.</summary>
    internal static CodePointSet Empty { get; } = FromRanges([]);

    /// <summary>Whether the set holds nothing.</summary>
    internal bool IsEmpty => _firsts.Length == 0;

    /// <summary>The ranges, ends included, in ascending order.</summary>
    internal IEnumerable<(int First, int Last)> Ranges => _firsts.Zip(_lasts);

    /// <summary>Makes a set of ranges in any order, ends included.</summary>
    internal static CodePointSet FromRanges(IEnumerable<(int First, int Last)> ranges)
    {
        List<int> firsts = [];
        List<int> lasts = [];
        foreach ((int first, int last) in ranges.OrderBy(range => range.First))
        {
            if (lasts.Count > 0 && first <= lasts[^1] + 1)
            {
                lasts[^1] = Math.Max(lasts[^1], last);
            }
            else
            {
                firsts.Add(first);
                lasts.Add(last);
            }
        }

        return new CodePointSet([.. firsts], [.. lasts]);
    }

    /// <summary>Says whether the set holds a code point.</summary>
    internal bool Contains(int codePoint)
    {
        int index = Array.BinarySearch(_firsts, codePoint);
        return index >= 0 || (~index > 0 && codePoint <= _lasts[~index - 1]);
    }

    /// <summary>The code points that this set does not hold.</summary>
    internal CodePointSet Invert()
    {
        List<(int, int)> between = [];
        int next = 0;
        foreach ((int first, int last) in Ranges)
        {
            if (next < first)
            {
                between.Add((next, first - 1));
            }

            next = last + 1;
        }

        return FromRanges(next <= Largest ? between.Append((next, Largest)) : between);
    }

    /// <summary>The code points that are in this set and in another one.</summary>
    internal CodePointSet Intersect(CodePointSet other) =>
        FromRanges(Invert().Ranges.Concat(other.Invert().Ranges)).Invert();
}
