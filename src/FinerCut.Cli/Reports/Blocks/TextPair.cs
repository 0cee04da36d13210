namespace FinerCut.Cli.Reports.Blocks;

/// <summary>How two models continue the same text.</summary>
/// <param name="Prompt">What both read.</param>
/// <param name="First">What the first model writes.</param>
/// <param name="Second">What the second model writes.</param>
internal sealed record TextPair(string Prompt, string First, string Second);
