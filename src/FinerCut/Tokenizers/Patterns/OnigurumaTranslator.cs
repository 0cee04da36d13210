using System.Text;
using System.Text.RegularExpressions;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>Writes a regular expression in Oniguruma's words, as tokenizer files have them, in those of .NET.</summary>
internal sealed partial class OnigurumaTranslator
{
    /// <summary>The longest pattern that is read, in UTF-16 units; published ones have up to 700.</summary>
    internal const int LongestPattern = 5000;

    private readonly string _source;
    private readonly PatternCursor _cursor;
    private readonly PatternSets _sets = new();

    private OnigurumaTranslator(string source) => (_source, _cursor) = (source, new PatternCursor(source));

    /// <summary>Translates an expression.</summary>
    /// <param name="source">The expression in Oniguruma's words.</param>
    /// <returns>A pattern that matches the same.</returns>
    /// <exception cref="FormatException">The message names what is not understood, or wrong.</exception>
    /// <exception cref="PatternLimitException">The expression is too large.</exception>
    internal static RegularExpressionPattern Translate(string source)
    {
        if (source.Length > LongestPattern)
        {
            throw new PatternLimitException(
                $"has {source.Length} characters, more than the {LongestPattern} that are read");
        }

        OnigurumaTranslator translator = new(source);
        string translation = translator.ReadAlternatives(default);
        if (!translator._cursor.IsAtEnd)
        {
            throw new FormatException("a ) without a (");
        }

        StandIns standIns = StandIns.Choose(translator._sets.All);
        return new RegularExpressionPattern(source, Compile(translator._sets.Write(translation, standIns)), standIns);
    }

    private static Regex Compile(string expression)
    {
        try
        {
            const RegexOptions Compiled = RegexOptions.CultureInvariant | RegexOptions.Compiled;
            return new Regex(expression, Compiled, RegularExpressionPattern.LongestMatch);
        }
        catch (RegexParseException exception)
        {
            throw new FormatException($"{exception.Error}", exception);
        }
    }

    private string ReadAlternatives(PatternOptions options)
    {
        _cursor.Enter();
        StringBuilder translated = new();
        while (!_cursor.IsAtEnd && _cursor.Current != ')')
        {
            translated.Append(_cursor.TryTake("|") ? "|" : QuantifierReader.Read(_cursor, ReadAtom(options)));
        }

        _cursor.Leave();
        return translated.ToString();
    }

    private string ReadAtom(PatternOptions options)
    {
        if (QuantifierReader.IsInterval(_cursor))
        {
            throw new FormatException("an interval without anything before it");
        }

        int first = _cursor.TakeCodePoint();
        return first switch
        {
            '(' => ReadGroup(options),
            '[' => _sets.Add(new CharacterSetReader(_cursor, options).Read()),
            '\\' => ReadEscape(options),
            '.' => _sets.Add(options.DotMatchesLineFeed ? NamedSets.Any : NamedSets.NoLineFeed),
            '^' => @"(?:\A|(?<=\n)(?!\z))",
            '$' => @"(?=\n|\z)",
            '?' or '*' or '+' => throw new FormatException($"a {(char)first} without anything before it"),
            _ => Literal(first, options),
        };
    }

    private string ReadEscape(PatternOptions options)
    {
        string? known = _cursor.Current switch
        {
            'A' or 'z' or 'Z' => $"\\{_cursor.Current}",
            'b' => ReadBoundary("(?:(?<={0})(?!{0})|(?<!{0})(?={0}))"),
            'B' => ReadBoundary("(?:(?<={0})(?={0})|(?<!{0})(?!{0}))"),
            'R' => $@"(?>\r\n|{_sets.Add(NamedSets.LineBreak)})",
            'N' => _sets.Add(NamedSets.NoLineFeed),
            'O' => _sets.Add(NamedSets.Any),
            _ => null,
        };
        if (known is not null)
        {
            _cursor.Take();
            return known;
        }

        return EscapeReader.TryReadClass(_cursor, options, isInBrackets: false) is { } set
            ? _sets.Add(set)
            : Literal(EscapeReader.ReadCharacter(_cursor), options);
    }

    private string ReadBoundary(string form) =>
        form.Replace("{0}", _sets.Add(NamedSets.WordOutside), StringComparison.Ordinal);

    private string Literal(int character, PatternOptions options)
    {
        CharacterSet set = CharacterSet.FromCodePoints(character, character);
        return _sets.Add(options.IgnoresCase ? LetterCases.Fold(set) : set);
    }

    private string ReadGroup(PatternOptions options)
    {
        string open = "(?:";
        if (ReadOptions(options) is { } changed)
        {
            // Without a colon, options hold to the end of the group around them, other alternatives included.
            if (_cursor.TryTake(")"))
            {
                return $"(?:{ReadAlternatives(changed)})";
            }

            _cursor.TryTake(":");
            options = changed;
        }
        else if (_cursor.Current == '?')
        {
            open = ReadKind();
        }

        string inner = ReadAlternatives(options);
        return _cursor.TryTake(")") ? $"{open}{inner})" : throw new FormatException("a ) is missing");
    }

    private PatternOptions? ReadOptions(PatternOptions options)
    {
        int length = Options().Match(_source, _cursor.Position, _source.Length - _cursor.Position).Length;
        if (length == 0)
        {
            return null;
        }

        PatternOptions changed = options.With(_source.Substring(_cursor.Position + 1, length - 1));
        _cursor.Position += length;
        if (changed.IgnoresCase)
        {
            LetterCases.RequireNoLigatures(_source);
        }

        return changed;
    }

    // A group with a name is like any other: nothing refers to it.
    private string ReadKind()
    {
        string kind = Kind().Match(_source, _cursor.Position, _source.Length - _cursor.Position).Value;
        _cursor.Position += kind.Length;
        return kind.EndsWith('>') && kind.Length > 2 ? "(?:"
            : kind.Length > 0 ? $"({kind}"
            : throw new FormatException($"a group of the kind (?{(_cursor.Rest.Length > 1 ? _cursor.Rest[1] : "")}");
    }

    [GeneratedRegex(@"\A\?[A-Za-z-]+(?=[:)])", RegexOptions.CultureInvariant)]
    private static partial Regex Options();

    [GeneratedRegex(@"\A\?(?:[:=!>]|<[=!]|<[A-Za-z_][A-Za-z0-9_]*>)", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();
}
