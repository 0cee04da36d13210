namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Tokens with a place in them.</summary>
internal sealed class TokenStream(IReadOnlyList<Token> tokens)
{
    private const int DeepestNesting = 150;

    private int _index;
    private int _depth;

    internal Token Current => tokens[_index];

    internal Token Following => tokens[Math.Min(_index + 1, tokens.Count - 1)];

    internal long Line => Current.Line;

    internal Token Next()
    {
        Token token = Current;
        _index = Math.Min(_index + 1, tokens.Count - 1);
        return token;
    }

    internal bool Is(string sign) => Current.Is(TokenKind.Operator, sign);

    internal bool IsName(string name) => Current.Is(TokenKind.Name, name);

    internal bool Skip(string sign) => SkipWhere(Is(sign));

    internal bool SkipName(string name) => SkipWhere(IsName(name));

    internal Token Expect(TokenKind kind, string what) => Current.Kind == kind
        ? Next()
        : throw TemplateException.Syntax($"has {Current.Described} where {what} should be", Line);

    internal void Expect(string sign)
    {
        if (!Skip(sign))
        {
            throw TemplateException.Syntax($"has {Current.Described} where '{sign}' should be", Line);
        }
    }

    /// <summary>Reads what may contain itself.</summary>
    /// <exception cref="TemplateException">It is nested deeper than any chat needs.</exception>
    internal T Nested<T>(Func<T> read)
    {
        if (++_depth > DeepestNesting)
        {
            throw new TemplateException(TemplateFault.Limit, $"more than {DeepestNesting} levels of nesting", Line);
        }

        T result = read();
        _depth--;
        return result;
    }

    private bool SkipWhere(bool matches)
    {
        if (matches)
        {
            Next();
        }

        return matches;
    }
}
