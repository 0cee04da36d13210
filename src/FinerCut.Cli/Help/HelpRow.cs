namespace FinerCut.Cli.Help;

/// <summary>A name and its meaning, as a line of a help page.</summary>
/// <remarks>No tuple: the runtime would compile what lists of tuples need at every start.</remarks>
/// <param name="Name">Such as the name of a command.</param>
/// <param name="Meaning">One sentence.</param>
internal sealed record HelpRow(string Name, string Meaning);
