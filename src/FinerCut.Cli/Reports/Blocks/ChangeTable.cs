namespace FinerCut.Cli.Reports.Blocks;

/// <summary>Sizes before and after, with bars.</summary>
/// <param name="Caption">What the table shows, in a few words.</param>
/// <param name="Rows">The sizes.</param>
internal sealed record ChangeTable(string Caption, IReadOnlyList<ChangedSize> Rows) : ReportBlock;
