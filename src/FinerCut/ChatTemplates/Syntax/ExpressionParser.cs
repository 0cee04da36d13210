using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Reads expressions, from what binds weakest to what binds strongest.</summary>
internal sealed class ExpressionParser(TokenStream tokens)
{
    private static readonly string[] Comparisons = ["==", "!=", "<", "<=", ">", ">="];

    private PostfixParser Postfixes => new(tokens, this);

    /// <summary>Reads one expression.</summary>
    /// <param name="allowsCondition">Whether <c>a if b else c</c> may stand here.</param>
    internal Expression Read(bool allowsCondition = true) =>
        tokens.Nested(() => allowsCondition ? ReadConditional() : ReadOr());

    /// <summary>Reads one expression, or several with commas between them, which are a tuple.</summary>
    internal Expression ReadTuple(bool allowsCondition = true, bool isInParentheses = false)
    {
        long line = tokens.Line;
        List<Expression> items = [];
        bool isTuple = false;
        while (!IsTupleEnd)
        {
            items.Add(Read(allowsCondition));
            if (!tokens.Skip(","))
            {
                break;
            }

            isTuple = true;
        }

        return items.Count == 1 && !isTuple
            ? items[0]
            : items.Count > 0 || isInParentheses
                ? new Expression.Sequence(items, SequenceKind.Tuple, line)
                : throw TemplateException.Syntax($"has {tokens.Current.Described} where an expression should be", line);
    }

    /// <summary>Reads what stands on the left of <c>=</c> or <c>in</c>.</summary>
    internal Expression ReadTarget(bool allowsMember)
    {
        long line = tokens.Line;
        List<Expression> items = [ReadTargetName(allowsMember)];
        bool isTuple = false;
        while (tokens.Skip(","))
        {
            isTuple = true;
            if ((tokens.Current.Kind != TokenKind.Name && !tokens.Is("(")) || tokens.IsName("in"))
            {
                break;
            }

            items.Add(ReadTargetName(allowsMember: false));
        }

        return isTuple ? new Expression.Sequence(items, SequenceKind.Tuple, line) : items[0];
    }

    /// <summary>Reads what binds stronger than any operator between two values.</summary>
    internal Expression ReadUnary(bool withFilters = true)
    {
        long line = tokens.Line;
        Expression value = tokens.Is("-") || tokens.Is("+")
            ? new Expression.Sign(tokens.Next().Text, tokens.Nested(() => ReadUnary(withFilters: false)), line)
            : Postfixes.ReadPrimary();
        value = Postfixes.ReadPostfix(value);
        return withFilters ? Postfixes.ReadFilters(value) : value;
    }

    private bool IsTupleEnd =>
        tokens.Current.Kind is TokenKind.OutputEnd or TokenKind.BlockEnd or TokenKind.End || tokens.Is(")");

    private Expression ReadTargetName(bool allowsMember)
    {
        if (tokens.Skip("("))
        {
            Expression inner = tokens.Nested(() => ReadTarget(allowsMember: false));
            tokens.Expect(")");
            return inner;
        }

        Token name = tokens.Expect(TokenKind.Name, "the name of a variable");
        if (name.Text is "true" or "false" or "none" or "True" or "False" or "None" or "not" or "and" or "or" or "in"
            or "is" or "if" or "else")
        {
            throw TemplateException.Syntax($"has '{name.Text}' where the name of a variable should be", name.Line);
        }

        Expression target = new Expression.Name(name.Text, name.Line);
        return allowsMember && tokens.Skip(".")
            ? new Expression.Member(target, tokens.Expect(TokenKind.Name, "a name").Text, name.Line)
            : target;
    }

    private Expression ReadConditional()
    {
        long line = tokens.Line;
        Expression value = ReadOr();
        while (tokens.SkipName("if"))
        {
            Expression condition = ReadOr();
            Expression? otherwise = tokens.SkipName("else") ? Read() : null;
            value = new Expression.Conditional(condition, value, otherwise, line);
        }

        return value;
    }

    private Expression ReadOr()
    {
        Expression left = ReadAnd();
        while (tokens.IsName("or"))
        {
            left = new Expression.Logical(IsAnd: false, left, Second(ReadAnd), left.Line);
        }

        return left;
    }

    private Expression ReadAnd()
    {
        Expression left = ReadNot();
        while (tokens.IsName("and"))
        {
            left = new Expression.Logical(IsAnd: true, left, Second(ReadNot), left.Line);
        }

        return left;
    }

    private Expression Second(Func<Expression> read)
    {
        tokens.Next();
        return read();
    }

    private Expression ReadNot()
    {
        long line = tokens.Line;
        return tokens.SkipName("not") ? new Expression.Not(tokens.Nested(ReadNot), line) : ReadComparison();
    }

    private Expression ReadComparison()
    {
        Expression first = ReadSum();
        List<(string, Expression)> rest = [];
        while (NextComparison() is { } comparison)
        {
            rest.Add((comparison, ReadSum()));
        }

        return rest.Count == 0 ? first : new Expression.Comparison(first, rest, first.Line);
    }

    private string? NextComparison()
    {
        if (tokens.Current.Kind == TokenKind.Operator && Comparisons.Contains(tokens.Current.Text))
        {
            return tokens.Next().Text;
        }

        if (tokens.IsName("not") && tokens.Following.Is(TokenKind.Name, "in"))
        {
            tokens.Next();
            tokens.Next();
            return "not in";
        }

        return tokens.SkipName("in") ? "in" : null;
    }

    private Expression ReadSum() => ReadBinary(ReadConcatenation, "+", "-");

    private Expression ReadConcatenation()
    {
        List<Expression> parts = [ReadProduct()];
        while (tokens.Skip("~"))
        {
            parts.Add(ReadProduct());
        }

        return parts.Count == 1 ? parts[0] : new Expression.Concatenation(parts, parts[0].Line);
    }

    private Expression ReadProduct() => ReadBinary(() => ReadBinary(() => ReadUnary(), "**"), "*", "/", "//", "%");

    private Expression ReadBinary(Func<Expression> read, params string[] operators)
    {
        Expression left = read();
        while (tokens.Current.Kind == TokenKind.Operator && operators.Contains(tokens.Current.Text))
        {
            string sign = tokens.Next().Text;
            left = new Expression.Binary(sign, left, read(), left.Line);
        }

        return left;
    }
}
