namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A name and a value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record Fact(string Name, string Value);
