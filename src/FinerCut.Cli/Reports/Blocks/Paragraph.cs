namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A sentence or two.</summary>
/// <param name="Text">The words.</param>
internal sealed record Paragraph(string Text) : ReportBlock;
