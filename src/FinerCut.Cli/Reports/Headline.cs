namespace FinerCut.Cli.Reports;

/// <summary>A main figure of a report.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The figure.</param>
/// <param name="Note">What it is compared with; null for nothing.</param>
internal sealed record Headline(string Name, string Value, string? Note = null);
