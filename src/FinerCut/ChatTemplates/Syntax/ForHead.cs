namespace FinerCut.ChatTemplates.Syntax;

/// <summary>What a loop runs over.</summary>
internal sealed record ForHead(Expression Target, Expression Items, Expression? Condition);
