namespace FinerCut.ChatTemplates.Syntax;

/// <summary>What stands between the parentheses of a call.</summary>
internal sealed record Arguments(
    IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    internal static Arguments None { get; } = new([], []);
}
