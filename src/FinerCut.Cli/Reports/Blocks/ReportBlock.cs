namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A part of a section: a paragraph, a table, a picture.</summary>
internal abstract record ReportBlock;
