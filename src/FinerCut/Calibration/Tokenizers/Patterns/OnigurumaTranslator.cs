using System.Text;
using System.Text.RegularExpressions;

namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Writes a regular expression in Oniguruma's words, as tokenizer files have them, in those of .NET.</summary>
internal sealed class OnigurumaTranslator
{
    // Where case is ignored, Oniguruma also matches one ligature or sharp s against these pairs.
    private static readonly string[] Ligatures = ["ss", "ff", "fi", "fl", "st"];

    private readonly PatternCursor _cursor;
    private readonly NamedCharacters _named = new();

    private OnigurumaTranslator(string source) => _cursor = new PatternCursor(source);

    /// <summary>Translates an expression.</summary>
    /// <param name="source">The expression in Oniguruma's words.</param>
    /// <returns>A pattern that matches the same.</returns>
    /// <exception cref="FormatException">The message names what is not understood, or wrong.</exception>
    internal static RegularExpressionPattern Translate(string source)
    {
        OnigurumaTranslator translator = new(source);
        bool ignoresCase = translator._cursor.TryTake("(?i)");
        if ((ignoresCase || source.Contains("(?i:", StringComparison.Ordinal))
            && Ligatures.Any(pair => source.Contains(pair, StringComparison.OrdinalIgnoreCase)))
        {
            throw new FormatException("letters where case is ignored that a ligature stands for, too");
        }

        string expression = translator.ReadAlternatives(ignoresCase);
        if (!translator._cursor.IsAtEnd)
        {
            throw new FormatException("a ) without a (");
        }

        StandIns standIns = StandIns.Choose(translator._named.Contains) ?? throw new FormatException("ranges over a whole category");
        return new RegularExpressionPattern(Compile(expression), standIns);
    }

    private static Regex Compile(string expression)
    {
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.Compiled);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private string ReadAlternatives(bool ignoresCase)
    {
        StringBuilder translated = new();
        while (!_cursor.IsAtEnd && _cursor.Current != ')')
        {
            if (_cursor.TryTake("|"))
            {
                translated.Append('|');
            }
            else
            {
                translated.Append(QuantifierReader.Read(_cursor, ReadAtom(ignoresCase)));
            }
        }

        return translated.ToString();
    }

    private string ReadAtom(bool ignoresCase)
    {
        char first = _cursor.Take();
        return first switch
        {
            '(' => ReadGroup(ignoresCase),
            '[' => CharacterSetReader.Read(_cursor, _named, ignoresCase).ToExpression(),
            '\\' => ReadEscape(ignoresCase),
            '.' => @"[^\n]",
            '^' => @"(?:\A|(?<=\n)(?!\z))",
            '$' => @"(?=\n|\z)",
            '?' or '*' or '+' => throw new FormatException($"a {first} without anything before it"),
            _ => Literal(first, ignoresCase),
        };
    }

    private string ReadEscape(bool ignoresCase)
    {
        const string Word = $"[{CharacterSet.Word}]";
        switch (_cursor.Current)
        {
            case 'b':
                _cursor.Position++;
                return $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
            case 'B':
                _cursor.Position++;
                return $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))";
            case 'A' or 'z' or 'Z':
                return $"\\{_cursor.Take()}";
            default:
                CharacterSet set = new();
                return EscapeReader.TryReadClass(_cursor, set, ignoresCase)
                    ? set.ToExpression()
                    : Literal(EscapeReader.ReadCharacter(_cursor), ignoresCase);
        }
    }

    private string Literal(char character, bool ignoresCase)
    {
        CharacterSet set = new();
        _named.AddTo(set, (character, character), ignoresCase && char.IsLetter(character));
        return set.ToExpression();
    }

    private string ReadGroup(bool ignoresCase)
    {
        string open = "(?:";
        if (_cursor.TryTake("?i:"))
        {
            ignoresCase = true;
        }
        else if (_cursor.TryTake("?-i:"))
        {
            ignoresCase = false;
        }
        else if (_cursor.Current == '?')
        {
            string[] kinds = ["?:", "?=", "?!", "?<=", "?<!", "?>"];
            open = "(" + (kinds.FirstOrDefault(_cursor.TryTake) ?? throw new FormatException("a group of the kind (" + Rest()));
        }

        string inner = ReadAlternatives(ignoresCase);
        return _cursor.TryTake(")") ? $"{open}{inner})" : throw new FormatException("a ) is missing");
    }

    private string Rest() => string.Concat(_cursor.Take(), _cursor.IsAtEnd ? "" : _cursor.Take().ToString());
}
