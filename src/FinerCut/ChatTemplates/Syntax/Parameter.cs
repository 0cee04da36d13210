namespace FinerCut.ChatTemplates.Syntax;

/// <summary>A parameter of a macro.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Evaluated at each call that does not give it.</param>
internal sealed record Parameter(string Name, Expression? Default);
