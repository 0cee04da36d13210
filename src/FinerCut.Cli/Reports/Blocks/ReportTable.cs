namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A table.</summary>
/// <param name="Caption">What it shows, in a few words.</param>
/// <param name="Columns">Their names; one with a <c>&gt;</c> before it holds numbers.</param>
/// <param name="Rows">A text for each column; the first one names the row.</param>
internal sealed record ReportTable(
    string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
