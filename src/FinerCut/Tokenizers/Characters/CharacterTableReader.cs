using System.Globalization;

namespace FinerCut.Tokenizers.Characters;

/// <summary>Reads the lines of <see cref="CharacterTable"/>: a word that says what they hold, a colon, and items
/// between semicolons.</summary>
/// <remarks>An item is a code point or a range, and what its characters become: <c>C0=41 300</c>. Of a range the first
/// character becomes what is named, and each other one the next code point: <c>41-5A=61</c>.</remarks>
internal sealed class CharacterTableReader
{
    /// <summary>What the lines with marks of the first class begin with; the others count on.</summary>
    internal const string ClassWord = "class";

    /// <summary>Lines of whole canonical decompositions.</summary>
    internal const string CanonicalWord = "canonical";

    /// <summary>Lines of characters that decompose, and to which nothing composes.</summary>
    internal const string ExcludedWord = "excluded";

    /// <summary>Lines of whole compatibility decompositions, where they are not the canonical ones.</summary>
    internal const string CompatibleWord = "compatible";

    /// <summary>Lines of lower cases.</summary>
    internal const string LowerWord = "lower";

    /// <summary>Lines of punctuation.</summary>
    internal const string PunctuationWord = "punctuation";

    private CharacterTableReader()
    {
    }

    internal Dictionary<int, byte> Classes { get; } = [];

    internal Dictionary<int, int[]> Canonical { get; } = [];

    internal HashSet<int> Excluded { get; } = [];

    internal Dictionary<int, int[]> Compatible { get; } = [];

    internal Dictionary<int, int[]> LowerCases { get; } = [];

    internal List<(int First, int Last)> Punctuation { get; } = [];

    internal static CharacterTableReader Read(TextReader lines)
    {
        CharacterTableReader reader = new();
        while (lines.ReadLine() is { } line)
        {
            string[] halves = line.Split(": ");
            foreach (string item in halves[1].Split(';'))
            {
                reader.Add(halves[0], item);
            }
        }

        return reader;
    }

    private void Add(string word, string item)
    {
        string[] sides = item.Split('=');
        int[] ends = [.. sides[0].Split('-').Select(Number)];
        (int first, int last) = (ends[0], ends[^1]);
        if (word == PunctuationWord)
        {
            Punctuation.Add((first, last));
        }

        for (int point = first; point <= last; point++)
        {
            int[] target = sides.Length == 1 ? [] : [.. sides[1].Split(' ').Select(Number)];
            if (first < last && target.Length == 1)
            {
                target[0] += point - first;
            }

            Add(word, point, target);
        }
    }

    private void Add(string word, int point, int[] target)
    {
        switch (word)
        {
            case CanonicalWord:
                Canonical.Add(point, target);
                break;
            case ExcludedWord:
                Excluded.Add(point);
                break;
            case CompatibleWord:
                Compatible.Add(point, target);
                break;
            case LowerWord:
                LowerCases.Add(point, target);
                break;
            case PunctuationWord:
                break;
            default:
                Classes.Add(point, byte.Parse(word.AsSpan(ClassWord.Length), CultureInfo.InvariantCulture));
                break;
        }
    }

    private static int Number(string digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
