namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Reads what stands between <c>{%</c> and <c>%}</c>, with all up to its end.</summary>
internal sealed class BlockParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements)
{
    private int _loops;

    /// <summary>Reads a block of which the name is read already.</summary>
    internal Statement Read(Token name) => name.Text switch
    {
        "if" => ReadIf(name.Line),
        "for" => ReadFor(name.Line),
        "set" => ReadSet(name.Line),
        "macro" => ReadMacro(name.Line),
        "call" => ReadCall(name.Line),
        "filter" => ReadFilterBlock(name.Line),
        "with" => ReadWith(name.Line),
        "generation" => new Statement.With([], EndWith("endgeneration"), name.Line),
        "break" when _loops > 0 => Ended(new Statement.Break(name.Line)),
        "continue" when _loops > 0 => Ended(new Statement.Continue(name.Line)),
        _ => throw TemplateException.Syntax($"has the block '{name.Text}'", name.Line),
    };

    private Statement.If ReadIf(long line)
    {
        List<(Expression, Body)> branches = [];
        Body otherwise = Body.Empty;
        string next = "if";
        while (next is "if" or "elif")
        {
            Expression condition = expressions.ReadTuple(allowsCondition: false);
            EndBlock();
            branches.Add((condition, statements.ReadBody("elif", "else", "endif")));
            next = tokens.Next().Text;
        }

        if (next == "else")
        {
            otherwise = EndWith("endif");
        }
        else
        {
            EndBlock();
        }

        return new Statement.If(branches, otherwise, line);
    }

    private Statement.For ReadFor(long line)
    {
        Expression target = expressions.ReadTarget(allowsMember: false);
        if (!tokens.SkipName("in"))
        {
            throw TemplateException.Syntax($"has {tokens.Current.Described} where 'in' should be", tokens.Line);
        }

        Expression items = expressions.ReadTuple(allowsCondition: false);
        Expression? condition = tokens.SkipName("if") ? expressions.Read() : null;
        EndBlock();
        _loops++;
        Body body = statements.ReadBody("else", "endfor");
        _loops--;
        Body otherwise = Body.Empty;
        if (tokens.Next().Text == "else")
        {
            otherwise = EndWith("endfor");
        }
        else
        {
            EndBlock();
        }

        return new Statement.For(new ForHead(target, items, condition), body, otherwise, line);
    }

    private Statement ReadSet(long line)
    {
        Expression target = expressions.ReadTarget(allowsMember: true);
        if (tokens.Skip("="))
        {
            return Ended(new Statement.Set(target, expressions.ReadTuple(), line));
        }

        Expression value = new Expression.Name(Body.Captured, line);
        while (tokens.Skip("|"))
        {
            value = new PostfixParser(tokens, expressions).ReadFilter(value);
        }

        return new Statement.SetBlock(target, value, OutsideLoops("endset"), line);
    }

    private Statement.Macro ReadMacro(long line)
    {
        string name = tokens.Expect(TokenKind.Name, "the name of a macro").Text;
        IReadOnlyList<Parameter> parameters = ReadParameters();
        return new Statement.Macro(name, parameters, OutsideLoops("endmacro"), line);
    }

    private Statement.CallBlock ReadCall(long line)
    {
        IReadOnlyList<Parameter> parameters = tokens.Is("(") ? ReadParameters() : [];
        Expression.Call call = expressions.Read() as Expression.Call
            ?? throw TemplateException.Syntax("has a call block that calls nothing", line);
        return new Statement.CallBlock(call, parameters, OutsideLoops("endcall"), line);
    }

    private Statement.FilterBlock ReadFilterBlock(long line)
    {
        PostfixParser postfixes = new(tokens, expressions);
        Expression value = postfixes.ReadFilter(new Expression.Name(Body.Captured, line));
        while (tokens.Skip("|"))
        {
            value = postfixes.ReadFilter(value);
        }

        return new Statement.FilterBlock(value, OutsideLoops("endfilter"), line);
    }

    private Statement.With ReadWith(long line)
    {
        List<(Expression, Expression)> entries = [];
        while (tokens.Current.Kind != TokenKind.BlockEnd)
        {
            if (entries.Count > 0)
            {
                tokens.Expect(",");
            }

            Token name = tokens.Expect(TokenKind.Name, "the name of a variable");
            tokens.Expect("=");
            entries.Add((new Expression.Name(name.Text, name.Line), expressions.Read()));
        }

        return new Statement.With(entries, EndWith("endwith"), line);
    }

    private List<Parameter> ReadParameters()
    {
        List<Parameter> parameters = [];
        tokens.Expect("(");
        while (!tokens.Skip(")"))
        {
            if (parameters.Count > 0)
            {
                tokens.Expect(",");
            }

            string name = tokens.Expect(TokenKind.Name, "the name of a parameter").Text;
            Expression? preset = tokens.Skip("=") ? expressions.Read() : null;
            if (preset is null && parameters is [.., { Default: not null }])
            {
                throw TemplateException.Syntax(
                    $"has the parameter '{name}' without a default behind one with it", tokens.Line);
            }

            parameters.Add(new Parameter(name, preset));
        }

        return parameters;
    }

    private Body OutsideLoops(string end)
    {
        int loops = _loops;
        _loops = 0;
        Body body = EndWith(end);
        _loops = loops;
        return body;
    }

    private Body EndWith(string end)
    {
        EndBlock();
        Body body = statements.ReadBody(end);
        tokens.Next();
        EndBlock();
        return body;
    }

    private T Ended<T>(T statement)
    {
        EndBlock();
        return statement;
    }

    private void EndBlock() => tokens.Expect(TokenKind.BlockEnd, "'%}'");
}
