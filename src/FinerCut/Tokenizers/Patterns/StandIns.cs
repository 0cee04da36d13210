using System.Globalization;
using System.Text;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>UTF-16 units that stand for code points outside the basic plane: one for each, as .NET matches
/// units.</summary>
/// <remarks>A unit stands for all code points that the same sets of a pattern hold. It is a character that these sets
/// hold, too, and no others;
/// where there is none, it is a surrogate, which the sets then name. No text has a surrogate when all its pairs are
/// replaced.</remarks>
internal sealed class StandIns
{
    /// <summary>The most kinds of code points outside the basic plane that a pattern can tell from each
    /// other.</summary>
    internal const int MostKinds = 256;

    private const int FirstOutside = 0x10000;
    private const char FirstSurrogate = '\uD800';

    // Where each category begins and ends in the basic plane, beyond ASCII: enough to find a character of every kind in
    // common patterns.
    private static readonly Lazy<ILookup<UnicodeCategory, char>> Candidates = new(() => UnicodeRuns.All
        .Where(run => run.First >= 0x80 && run.Last < FirstOutside && run.Category != UnicodeCategory.Surrogate)
        .SelectMany(run => new[] { (run.Category, End: run.First), (run.Category, End: run.Last) })
        .ToLookup(candidate => candidate.Category, candidate => (char)candidate.End));

    private readonly List<int> _starts = [];
    private readonly List<char> _standIns = [];
    private readonly List<(char StandIn, int CodePoint)> _surrogates = [];

    private StandIns()
    {
    }

    /// <summary>The surrogates that stand for something, each with a code point that it stands for.</summary>
    internal IReadOnlyList<(char StandIn, int CodePoint)> Surrogates => _surrogates;

    /// <summary>Chooses what stands for which code points.</summary>
    /// <param name="sets">All sets of a pattern.</param>
    /// <exception cref="PatternLimitException">The sets tell too many kinds of code points from each other.</exception>
    internal static StandIns Choose(IReadOnlyList<CharacterSet> sets)
    {
        List<CodePointSet> outside =
            [.. sets.Select(set => set.Points).Where(points => points.Ranges.Any(range => range.Last >= FirstOutside))];
        StandIns chosen = new();
        Dictionary<string, char> known = new(StringComparer.Ordinal);
        foreach (int start in Starts(outside))
        {
            string kind = string.Concat(outside.Select(points => points.Contains(start) ? '1' : '0'));
            if (!known.TryGetValue(kind, out char standIn))
            {
                standIn = known.Count < MostKinds
                    ? Find(sets, start) ?? chosen.AddSurrogate(start)
                    : throw TooManyKinds();
                known.Add(kind, standIn);
            }

            chosen.Add(start, standIn);
        }

        return chosen;
    }

    /// <summary>Writes a text with one unit for each code point.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <returns>The text, and for each of its indices, the end included, the index in the original.</returns>
    internal (string Text, int[] Offsets) Narrow(string text)
    {
        StringBuilder narrow = new(text.Length);
        List<int> offsets = new(text.Length + 1);
        int offset = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            narrow.Append(rune.IsBmp ? (char)rune.Value : StandInFor(rune.Value));
            offsets.Add(offset);
            offset += rune.Utf16SequenceLength;
        }

        offsets.Add(offset);
        return (narrow.ToString(), [.. offsets]);
    }

    // The code points where some set begins or ends; all from one to the next are of one kind.
    private static IEnumerable<int> Starts(IEnumerable<CodePointSet> sets) => sets
        .SelectMany(points => points.Ranges)
        .SelectMany(range => new[] { range.First, range.Last + 1 })
        .Where(start => start is > FirstOutside and <= CodePointSet.Largest)
        .Append(FirstOutside)
        .Distinct()
        .Order();

    private static char? Find(IReadOnlyList<CharacterSet> sets, int codePoint)
    {
        IEnumerable<char> candidates = Candidates.Value[CharUnicodeInfo.GetUnicodeCategory(codePoint)];
        candidates = CodePoints.IsAlphabeticSymbol(codePoint)
            ? candidates.Prepend(CodePoints.AlphabeticSymbol)
            : candidates;
        return candidates.Cast<char?>().FirstOrDefault(
            candidate => sets.All(set => set.Points.Contains(candidate!.Value) == set.Points.Contains(codePoint)));
    }

    private static PatternLimitException TooManyKinds() =>
        new($"tells more than {MostKinds} kinds of characters outside the basic plane from each other");

    private char AddSurrogate(int codePoint)
    {
        char surrogate = (char)(FirstSurrogate + _surrogates.Count);
        _surrogates.Add((surrogate, codePoint));
        return surrogate;
    }

    private void Add(int start, char standIn)
    {
        if (_standIns.Count == 0 || _standIns[^1] != standIn)
        {
            _starts.Add(start);
            _standIns.Add(standIn);
        }
    }

    private char StandInFor(int codePoint)
    {
        int index = _starts.BinarySearch(codePoint);
        return _standIns[index >= 0 ? index : ~index - 1];
    }
}
