using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>What has a value.</summary>
/// <param name="Line">1-based line of the template.</param>
internal abstract record Expression(long Line)
{
    internal sealed record Literal(object? Value, long Line) : Expression(Line);

    internal sealed record Name(string Text, long Line) : Expression(Line);

    internal sealed record Sequence(IReadOnlyList<Expression> Items, SequenceKind Kind, long Line) : Expression(Line);

    internal sealed record Map(IReadOnlyList<(Expression Key, Expression Value)> Entries, long Line) : Expression(Line);

    internal sealed record Member(Expression Owner, string Text, long Line) : Expression(Line);

    internal sealed record Item(Expression Owner, Expression Index, long Line) : Expression(Line);

    internal sealed record Slice(
        Expression Owner, Expression? Start, Expression? Stop, Expression? Step, long Line) : Expression(Line);

    internal sealed record Call(Expression Function, Arguments Arguments, long Line) : Expression(Line);

    internal sealed record Filter(Expression Value, string Text, Arguments Arguments, long Line) : Expression(Line);

    internal sealed record Test(Expression Value, string Text, Arguments Arguments, long Line) : Expression(Line);

    internal sealed record Sign(string Operator, Expression Operand, long Line) : Expression(Line);

    internal sealed record Not(Expression Operand, long Line) : Expression(Line);

    internal sealed record Binary(string Operator, Expression Left, Expression Right, long Line) : Expression(Line);

    internal sealed record Logical(bool IsAnd, Expression Left, Expression Right, long Line) : Expression(Line);

    internal sealed record Comparison(
        Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest, long Line) : Expression(Line);

    internal sealed record Concatenation(IReadOnlyList<Expression> Parts, long Line) : Expression(Line);

    internal sealed record Conditional(
        Expression Condition, Expression Then, Expression? Otherwise, long Line) : Expression(Line);
}
