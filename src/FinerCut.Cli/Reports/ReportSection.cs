using FinerCut.Cli.Reports.Blocks;

namespace FinerCut.Cli.Reports;

/// <summary>A section of a report.</summary>
/// <param name="Id">A word for links, unique in the report.</param>
/// <param name="Heading">What the section is about.</param>
/// <param name="Blocks">What stands in it.</param>
internal sealed record ReportSection(string Id, string Heading, IReadOnlyList<ReportBlock> Blocks);
