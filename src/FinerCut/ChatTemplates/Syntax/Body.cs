namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Statements between a beginning and an end.</summary>
internal sealed record Body(IReadOnlyList<Statement> Statements)
{
    /// <summary>The name of the text that a block wrote; no template can use it.</summary>
    internal const string Captured = "\0captured";

    internal static Body Empty { get; } = new([]);
}
