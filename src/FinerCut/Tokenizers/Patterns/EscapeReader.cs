using System.Globalization;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Reads what follows a backslash.</summary>
internal static class EscapeReader
{
    private static readonly Dictionary<char, char> Controls = new()
    {
        ['n'] = '\n',
        ['r'] = '\r',
        ['t'] = '\t',
        ['f'] = '\f',
        ['v'] = '\v',
        ['a'] = '\a',
        ['e'] = '\u001B',
    };

    /// <summary>Reads a class of characters such as <c>\s</c> or <c>\p{L}</c>, if one follows.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="options">How letters are matched.</param>
    /// <param name="isInBrackets">Whether the class is a part of a set: two classes are others there.</param>
    /// <returns>Null, and nothing is taken, where none follows.</returns>
    internal static CharacterSet? TryReadClass(PatternCursor cursor, PatternOptions options, bool isInBrackets)
    {
        char name = cursor.Take();
        CharacterSet? set = char.ToLowerInvariant(name) switch
        {
            's' => NamedSets.Space,
            'd' => NamedSets.Digit,
            'w' => isInBrackets ? NamedSets.Word : NamedSets.WordOutside,
            'h' => NamedSets.HexDigit,
            'p' => ReadProperty(cursor, options, isInBrackets),
            _ => null,
        };
        cursor.Position -= set is null ? 1 : 0;
        return set is not null && char.IsAsciiLetterUpper(name) ? set.Invert() : set;
    }

    /// <summary>Reads an escaped character.</summary>
    internal static int ReadCharacter(PatternCursor cursor)
    {
        int name = cursor.TakeCodePoint();
        if (name > char.MaxValue || !char.IsAsciiLetterOrDigit((char)name))
        {
            return name;
        }

        return Controls.TryGetValue((char)name, out char control) ? control : name switch
        {
            'x' when cursor.TryTake("{") => ReadHex(cursor, cursor.TakeUntil('}'), CodePointSet.Largest),
            'x' => ReadHex(cursor, TakeDigits(cursor, 2), 0x7F),
            'u' => ReadHex(cursor, TakeDigits(cursor, 4), char.MaxValue),
            _ => throw new FormatException($@"the escape \{(char)name}"),
        };
    }

    private static CharacterSet ReadProperty(PatternCursor cursor, PatternOptions options, bool isInBrackets)
    {
        if (!cursor.TryTake("{"))
        {
            throw new FormatException(@"a \p without braces");
        }

        bool isInverted = cursor.TryTake("^");
        string name = cursor.TakeUntil('}');
        CharacterSet set = isInBrackets ? UnicodeProperties.Find(name) : UnicodeProperties.FindOutside(name);
        if (options.IgnoresCase && !UnicodeProperties.HoldsBothCases(name))
        {
            LetterCases.RequireNoCase(set, $@"\p{{{name}}} where case is ignored");
        }

        return isInverted ? set.Invert() : set;
    }

    private static string TakeDigits(PatternCursor cursor, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => cursor.Take()));

    // Two digits are a byte for Oniguruma, and a whole character only in ASCII.
    private static int ReadHex(PatternCursor cursor, string digits, int largest) =>
        !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? throw new FormatException($"'{digits}' before position {cursor.Position} is no hexadecimal number")
            : value >= 0 && value <= largest && value is not (>= 0xD800 and <= 0xDFFF) ? value
            : throw new FormatException($"'{digits}' before position {cursor.Position} is no character");
}
