using System.Text;
using FinerCut.Tokenizers.Characters;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tests.Tokenizers.Characters;

/// <summary>Writes the lines of the character table from what the Hugging Face library does.</summary>
internal static class CharacterTableWriter
{
    private const int LongestLine = 120;

    /// <summary>Gives all lines.</summary>
    internal static IReadOnlyList<string> Write()
    {
        List<string> lines = [];
        WriteDecompositions(lines);
        using (LibraryCharacters lower = LibraryCharacters.OfNormalizer("Lowercase"))
        {
            AddMapping(
                lines,
                CharacterTableReader.LowerWord,
                Changed(LibraryCharacters.All, lower.Change(LibraryCharacters.All)));
        }

        using LibraryCharacters library = LibraryCharacters.WithoutPunctuation();
        IReadOnlyList<string> left = library.Change(LibraryCharacters.All);
        AddSet(
            lines,
            CharacterTableReader.PunctuationWord,
            LibraryCharacters.All.Where((_, index) => left[index].Length == 0));
        return lines;
    }

    private static void WriteDecompositions(List<string> lines)
    {
        using LibraryCharacters canonical = LibraryCharacters.OfNormalizer("NFD");
        using LibraryCharacters compatible = LibraryCharacters.OfNormalizer("NFKD");
        using LibraryCharacters composed = LibraryCharacters.OfNormalizer("NFC");
        foreach ((int number, IEnumerable<int> marks) in CombiningClasses.Find(canonical).Index())
        {
            AddSet(lines, $"{CharacterTableReader.ClassWord}{number + 1}", marks);
        }

        int[] characters = [.. LibraryCharacters.All.Where(point => !Hangul.IsSyllable(point))];
        List<(int Point, string Target)> decompositions = Changed(characters, canonical.Change(characters));
        AddMapping(lines, CharacterTableReader.CanonicalWord, decompositions);
        IReadOnlyList<string> wholes = composed.Change(decompositions.Select(pair => pair.Point));
        AddSet(
            lines,
            CharacterTableReader.ExcludedWord,
            Changed([.. decompositions.Select(pair => pair.Point)], wholes).Select(pair => pair.Point));
        AddMapping(
            lines,
            CharacterTableReader.CompatibleWord,
            [.. Changed(characters, compatible.Change(characters)).Except(decompositions)]);
    }

    private static List<(int Point, string Target)> Changed(IReadOnlyList<int> points, IReadOnlyList<string> targets) =>
        [.. points.Zip(targets).Where(pair => char.ConvertFromUtf32(pair.First) != pair.Second)];

    private static void AddSet(List<string> lines, string word, IEnumerable<int> points) => AddItems(
        lines, word, CodePointSet.FromRanges(points.Select(point => (point, point))).Ranges
            .Select(range => Range(range.First, range.Last)));

    private static void AddMapping(List<string> lines, string word, IReadOnlyList<(int Point, string Target)> pairs)
    {
        List<(int First, int Last, int[] Target)> runs = [];
        foreach ((int point, string text) in pairs)
        {
            int[] target = [.. text.EnumerateRunes().Select(rune => rune.Value)];
            if (runs.Count > 0 && runs[^1] is var (first, last, before) && point == last + 1
                && target.Length == 1 && before.Length == 1 && target[0] - before[0] == point - first)
            {
                runs[^1] = (first, point, before);
            }
            else
            {
                runs.Add((point, point, target));
            }
        }

        AddItems(lines, word, runs.Select(run =>
            $"{Range(run.First, run.Last)}={string.Join(' ', run.Target.Select(point => $"{point:X}"))}"));
    }

    private static string Range(int first, int last) => first == last ? $"{first:X}" : $"{first:X}-{last:X}";

    private static void AddItems(List<string> lines, string word, IEnumerable<string> items)
    {
        StringBuilder line = new();
        foreach (string item in items)
        {
            if (line.Length > 0 && line.Length + 1 + item.Length > LongestLine)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length == 0 ? $"{word}: " : ";").Append(item);
        }

        lines.Add(line.ToString());
    }
}
