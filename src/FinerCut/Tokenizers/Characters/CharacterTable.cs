using System.Collections.Frozen;
using System.Globalization;
using FinerCut.Tokenizers.Patterns;

namespace FinerCut.Tokenizers.Characters;

/// <summary>What the Hugging Face library knows of characters: how they decompose and compose, their lower case, and
/// which of them are punctuation.</summary>
/// <remarks>The library's tables are of several versions of Unicode, and models were trained with them. What .NET knows
/// of the same depends on the machine, so that nothing here asks .NET.</remarks>
internal sealed class CharacterTable
{
    /// <summary>Name of the embedded resource, which <c>CharacterTableTests</c> writes.</summary>
    internal const string ResourceName = "FinerCut.Tokenizers.Characters.characters.txt";

    private static readonly Lazy<CharacterTable> Shared = new(Read);

    private readonly FrozenDictionary<int, byte> _classes;

    private CharacterTable(CharacterTableReader reader)
    {
        _classes = reader.Classes.ToFrozenDictionary();
        Canonical = reader.Canonical.ToFrozenDictionary();
        Compatible = reader.Canonical.Where(pair => !reader.Compatible.ContainsKey(pair.Key))
            .Concat(reader.Compatible)
            .ToFrozenDictionary();
        Compositions = FindCompositions(reader).ToFrozenDictionary();
        LowerCases = reader.LowerCases.ToFrozenDictionary();
        Punctuation = CodePointSet.FromRanges(reader.Punctuation);
    }

    /// <summary>The one table.</summary>
    internal static CharacterTable Library => Shared.Value;

    /// <summary>Whole canonical decompositions of all characters that have one, syllables of Hangul apart.</summary>
    internal FrozenDictionary<int, int[]> Canonical { get; }

    /// <summary>Whole compatibility decompositions, and canonical ones where there are no others.</summary>
    internal FrozenDictionary<int, int[]> Compatible { get; }

    /// <summary>The character that two others compose to, syllables of Hangul apart.</summary>
    internal FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>Lower cases of all characters that have one.</summary>
    internal FrozenDictionary<int, int[]> LowerCases { get; }

    /// <summary>Characters that are punctuation, ASCII's symbols included.</summary>
    internal CodePointSet Punctuation { get; }

    /// <summary>The characters that normalization sorts.</summary>
    internal IEnumerable<int> Marks => _classes.Keys;

    /// <summary>The combining class of a character.</summary>
    /// <returns>0 for all but marks that normalization sorts; a class comes before all larger ones.</returns>
    internal byte ClassOf(int codePoint) => _classes.GetValueOrDefault(codePoint);

    private static CharacterTable Read()
    {
        using Stream stream = typeof(CharacterTable).Assembly.GetManifestResourceStream(ResourceName)!;
        using StreamReader reader = new(stream);
        return new CharacterTable(CharacterTableReader.Read(reader));
    }

    // All but the last code point of a whole decomposition are the decomposition of the first of the pair.
    private static IEnumerable<KeyValuePair<(int First, int Second), int>> FindCompositions(CharacterTableReader reader)
    {
        Dictionary<string, int> composed = reader.Canonical
            .Where(pair => !reader.Excluded.Contains(pair.Key))
            .ToDictionary(pair => Key(pair.Value), pair => pair.Key, StringComparer.Ordinal);
        foreach (int whole in composed.Values)
        {
            int[] parts = reader.Canonical[whole];
            int first = parts.Length == 2 ? parts[0] : composed[Key(parts[..^1])];
            yield return new KeyValuePair<(int, int), int>((first, parts[^1]), whole);
        }
    }

    private static string Key(int[] points) =>
        string.Join(' ', points.Select(point => point.ToString("X", CultureInfo.InvariantCulture)));
}
