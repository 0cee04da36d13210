namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Writes the characters that a pattern names, in either case where it ignores case, and remembers them.</summary>
internal sealed class NamedCharacters
{
    private const char LongS = '\u017F';
    private const char KelvinSign = '\u212A';

    private readonly List<(char First, char Last)> _ranges = [];

    /// <summary>Says whether the pattern names a character, alone or in a range.</summary>
    internal bool Contains(char character) => _ranges.Exists(range => range.First <= character && character <= range.Last);

    /// <summary>Adds a range to a set.</summary>
    internal void AddTo(CharacterSet set, (char First, char Last) range, bool ignoresCase)
    {
        (char first, char last) = range;
        if (char.IsSurrogate(first) || char.IsSurrogate(last))
        {
            throw new FormatException("a character outside the basic plane");
        }

        if (first > last)
        {
            throw new FormatException("a range that ends before it begins");
        }

        _ranges.Add(range);
        if (first == last)
        {
            set.Add(first);
        }
        else
        {
            set.Add(first, last);
        }

        if (ignoresCase)
        {
            AddOtherCase(set, first, last);
        }
    }

    private void AddOtherCase(CharacterSet set, char first, char last)
    {
        if (!char.IsAscii(last))
        {
            throw new FormatException("characters beyond ASCII where case is ignored");
        }

        for (char character = first; character <= last; character++)
        {
            if (char.IsAsciiLetter(character))
            {
                set.Add((char)(character ^ 0x20));
                AddSpecialCase(set, char.ToLowerInvariant(character));
            }
        }
    }

    private void AddSpecialCase(CharacterSet set, char lower)
    {
        if (lower is 's' or 'k')
        {
            char special = lower == 's' ? LongS : KelvinSign;
            _ranges.Add((special, special));
            set.Add(special);
        }
    }
}
