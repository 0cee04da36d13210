namespace FinerCut.Cli.Reports.Blocks;

/// <summary>Names and values.</summary>
/// <param name="Facts">In the order to show.</param>
internal sealed record FactList(IReadOnlyList<Fact> Facts) : ReportBlock;
