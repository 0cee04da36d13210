using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Reads values and what is attached to them: members, items, calls, filters and tests.</summary>
internal sealed class PostfixParser(TokenStream tokens, ExpressionParser expressions)
{
    internal Expression ReadPrimary()
    {
        Token token = tokens.Next();
        return token.Kind switch
        {
            TokenKind.Name => ReadName(token),
            TokenKind.String => ReadStrings(token),
            TokenKind.Number => new Expression.Literal(token.Number, token.Line),
            TokenKind.Operator when token.Text == "(" => ReadParentheses(),
            TokenKind.Operator when token.Text == "[" => ReadList(token),
            TokenKind.Operator when token.Text == "{" => ReadMap(token),
            _ => throw TemplateException.Syntax($"has {token.Described} where an expression should be", token.Line),
        };
    }

    internal Expression ReadPostfix(Expression value)
    {
        Expression result = value;
        while (true)
        {
            if (tokens.Is("(") || tokens.Is(".") || tokens.Is("["))
            {
                result = ReadAttached(result);
            }
            else
            {
                return result;
            }
        }
    }

    internal Expression ReadFilters(Expression value)
    {
        Expression result = value;
        while (true)
        {
            if (tokens.Is("|"))
            {
                tokens.Next();
                result = ReadFilter(result);
            }
            else if (tokens.IsName("is"))
            {
                result = ReadTest(result);
            }
            else if (tokens.Is("("))
            {
                result = ReadAttached(result);
            }
            else
            {
                return result;
            }
        }
    }

    /// <summary>Reads a filter of which the sign is read already.</summary>
    internal Expression.Filter ReadFilter(Expression value)
    {
        Token name = tokens.Expect(TokenKind.Name, "the name of a filter");
        return new Expression.Filter(value, name.Text, tokens.Is("(") ? ReadArguments() : Arguments.None, name.Line);
    }

    private static Expression ReadName(Token token) => token.Text switch
    {
        "true" or "True" => new Expression.Literal(true, token.Line),
        "false" or "False" => new Expression.Literal(false, token.Line),
        "none" or "None" => new Expression.Literal(null, token.Line),
        "not" or "and" or "or" or "in" or "is" or "if" or "else" or "elif" =>
            throw TemplateException.Syntax($"has '{token.Text}' where an expression should be", token.Line),
        _ => new Expression.Name(token.Text, token.Line),
    };

    private Expression.Literal ReadStrings(Token first)
    {
        List<string> parts = [first.Text];
        while (tokens.Current.Kind == TokenKind.String)
        {
            parts.Add(tokens.Next().Text);
        }

        return new Expression.Literal(string.Concat(parts), first.Line);
    }

    private Expression ReadParentheses()
    {
        Expression value = expressions.ReadTuple(isInParentheses: true);
        tokens.Expect(")");
        return value;
    }

    private Expression.Sequence ReadList(Token first)
    {
        List<Expression> items = [];
        ReadUntil("]", () => items.Add(expressions.Read()));
        return new Expression.Sequence(items, SequenceKind.List, first.Line);
    }

    private Expression.Map ReadMap(Token first)
    {
        List<(Expression, Expression)> entries = [];
        ReadUntil("}", () =>
        {
            Expression key = expressions.Read();
            tokens.Expect(":");
            entries.Add((key, expressions.Read()));
        });
        return new Expression.Map(entries, first.Line);
    }

    private void ReadUntil(string end, Action readOne)
    {
        while (!tokens.Skip(end))
        {
            readOne();
            if (!tokens.Is(end))
            {
                tokens.Expect(",");
            }
        }
    }

    private Expression ReadAttached(Expression owner)
    {
        long line = tokens.Line;
        if (tokens.Is("("))
        {
            return new Expression.Call(owner, ReadArguments(), line);
        }

        if (tokens.Skip("["))
        {
            return ReadItem(owner, line);
        }

        tokens.Expect(".");
        Token member = tokens.Next();
        return member.Kind switch
        {
            TokenKind.Name => new Expression.Member(owner, member.Text, line),
            TokenKind.Number when member.Number is long =>
                new Expression.Item(owner, new Expression.Literal(member.Number, line), line),
            _ => throw TemplateException.Syntax($"has {member.Described} where a name should be", member.Line),
        };
    }

    private Expression ReadItem(Expression owner, long line)
    {
        Expression? start = tokens.Is(":") ? null : expressions.Read();
        if (start is not null && tokens.Skip("]"))
        {
            return new Expression.Item(owner, start, line);
        }

        tokens.Expect(":");
        Expression? stop = tokens.Is(":") || tokens.Is("]") ? null : expressions.Read();
        Expression? step = tokens.Skip(":") && !tokens.Is("]") ? expressions.Read() : null;
        tokens.Expect("]");
        return new Expression.Slice(owner, start, stop, step, line);
    }

    private Arguments ReadArguments()
    {
        List<Expression> positional = [];
        List<(string, Expression)> named = [];
        tokens.Expect("(");
        ReadUntil(")", () =>
        {
            if (tokens.Current.Kind == TokenKind.Name && tokens.Following.Is(TokenKind.Operator, "="))
            {
                string name = tokens.Next().Text;
                tokens.Next();
                named.Add((name, expressions.Read()));
            }
            else if (named.Count == 0 && !tokens.Is("*") && !tokens.Is("**"))
            {
                positional.Add(expressions.Read());
            }
            else
            {
                throw TemplateException.Syntax(
                    $"has {tokens.Current.Described} among the arguments of a call", tokens.Line);
            }
        });
        return new Arguments(positional, named);
    }

    private Expression ReadTest(Expression value)
    {
        long line = tokens.Next().Line;
        bool isNegated = tokens.SkipName("not");
        Token name = tokens.Expect(TokenKind.Name, "the name of a test");
        Expression test = new Expression.Test(value, name.Text, ReadTestArguments(), line);
        return isNegated ? new Expression.Not(test, line) : test;
    }

    private Arguments ReadTestArguments()
    {
        if (tokens.Is("("))
        {
            return ReadArguments();
        }

        bool isValue = tokens.Current.Kind is TokenKind.Name or TokenKind.String or TokenKind.Number || tokens.Is("[")
            || tokens.Is("{");
        if (!isValue || tokens.IsName("else") || tokens.IsName("or") || tokens.IsName("and"))
        {
            return Arguments.None;
        }

        return tokens.IsName("is")
            ? throw TemplateException.Syntax("chains tests with 'is'", tokens.Line)
            : new Arguments([ReadPostfix(ReadPrimary())], []);
    }
}
