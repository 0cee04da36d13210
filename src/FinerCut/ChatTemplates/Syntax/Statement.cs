namespace FinerCut.ChatTemplates.Syntax;

/// <summary>What writes text, or decides what is written.</summary>
/// <param name="Line">1-based line of the template.</param>
internal abstract record Statement(long Line)
{
    internal sealed record Text(string Value, long Line) : Statement(Line);

    internal sealed record Output(Expression Value, long Line) : Statement(Line);

    internal sealed record If(
        IReadOnlyList<(Expression Condition, Body Body)> Branches, Body Otherwise, long Line) : Statement(Line);

    internal sealed record For(ForHead Head, Body Body, Body Otherwise, long Line) : Statement(Line);

    internal sealed record Set(Expression Target, Expression Value, long Line) : Statement(Line);

    /// <param name="Target">What is set.</param>
    /// <param name="Value">The written text, called <see cref="Body.Captured"/>, behind its filters.</param>
    /// <param name="Body">What is written.</param>
    /// <param name="Line">1-based line of the template.</param>
    internal sealed record SetBlock(Expression Target, Expression Value, Body Body, long Line) : Statement(Line);

    internal sealed record FilterBlock(Expression Value, Body Body, long Line) : Statement(Line);

    internal sealed record Macro(
        string Name, IReadOnlyList<Parameter> Parameters, Body Body, long Line) : Statement(Line);

    internal sealed record CallBlock(
        Expression.Call Call, IReadOnlyList<Parameter> Parameters, Body Body, long Line) : Statement(Line);

    internal sealed record With(
        IReadOnlyList<(Expression Target, Expression Value)> Entries, Body Body, long Line) : Statement(Line);

    internal sealed record Break(long Line) : Statement(Line);

    internal sealed record Continue(long Line) : Statement(Line);
}
