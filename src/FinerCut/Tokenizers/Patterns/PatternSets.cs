using System.Text;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>The sets of characters in a pattern: each is one mark in its translation until all are known.</summary>
internal sealed class PatternSets
{
    // Everything else that a translation is made of is ASCII.
    private const char FirstMark = '\u0100';

    private readonly List<CharacterSet> _sets = [];

    /// <summary>All sets.</summary>
    internal IReadOnlyList<CharacterSet> All => _sets;

    /// <summary>Adds a set, and gives its mark.</summary>
    internal string Add(CharacterSet set)
    {
        _sets.Add(set);
        return ((char)(FirstMark + _sets.Count - 1)).ToString();
    }

    /// <summary>Puts the sets in the place of their marks.</summary>
    internal string Write(string translation, StandIns standIns)
    {
        StringBuilder written = new(translation.Length * 2);
        foreach (char character in translation)
        {
            written.Append(character < FirstMark
                ? character.ToString()
                : _sets[character - FirstMark].ToExpression(standIns));
        }

        return written.ToString();
    }
}
