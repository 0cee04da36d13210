namespace FinerCut.Cli.Help;

/// <summary>Lines of a help page under a title.</summary>
/// <param name="Title">Such as <c>Commands</c>.</param>
/// <param name="Rows">The lines in their order.</param>
internal sealed record HelpList(string Title, IReadOnlyList<HelpRow> Rows);
