using System.Globalization;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Reads what follows a backslash.</summary>
internal static class EscapeReader
{
    private const string HexDigits = "0-9A-Fa-f";

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

    /// <summary>Adds a class of characters such as <c>\s</c> or <c>\p{L}</c> to a set, if one follows.</summary>
    internal static bool TryReadClass(PatternCursor cursor, CharacterSet set, bool ignoresCase)
    {
        char name = cursor.Take();
        switch (name)
        {
            case 's' or 'S' or 'd' or 'D':
                set.AddItems($"\\{name}");
                return true;
            case 'w':
                set.AddItems(CharacterSet.Word);
                return true;
            case 'W':
                set.AddAllBut(CharacterSet.Word);
                return true;
            case 'h':
                set.AddItems(HexDigits);
                return true;
            case 'H':
                set.AddAllBut(HexDigits);
                return true;
            case 'p' or 'P':
                set.AddItems(ReadProperty(cursor, isNegated: name == 'P', ignoresCase));
                return true;
            default:
                cursor.Position--;
                return false;
        }
    }

    /// <summary>Reads an escaped character.</summary>
    internal static char ReadCharacter(PatternCursor cursor)
    {
        char name = cursor.Take();
        if (Controls.TryGetValue(name, out char control))
        {
            return control;
        }

        return name switch
        {
            'x' => ReadHex(cursor, cursor.TryTake("{") ? cursor.TakeUntil('}') : TakeDigits(cursor, 2)),
            'u' => ReadHex(cursor, TakeDigits(cursor, 4)),
            _ => char.IsAsciiLetterOrDigit(name) ? throw new FormatException($@"the escape \{name}") : name,
        };
    }

    private static string ReadProperty(PatternCursor cursor, bool isNegated, bool ignoresCase)
    {
        if (!cursor.TryTake("{"))
        {
            throw new FormatException(@"a \p without braces");
        }

        bool isInverted = cursor.TryTake("^");
        string name = UnicodeProperties.ShortName(cursor.TakeUntil('}'));
        if (ignoresCase && name is ("Lu" or "Ll" or "Lt"))
        {
            throw new FormatException($@"\p{{{name}}} where case is ignored");
        }

        return $@"\{(isNegated ^ isInverted ? 'P' : 'p')}{{{name}}}";
    }

    private static string TakeDigits(PatternCursor cursor, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => cursor.Take()));

    private static char ReadHex(PatternCursor cursor, string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? value <= char.MaxValue ? (char)value : throw new FormatException("a character outside the basic plane")
            : throw new FormatException($"'{digits}' before position {cursor.Position} is no hexadecimal number");
}
