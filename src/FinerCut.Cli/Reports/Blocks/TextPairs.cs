namespace FinerCut.Cli.Reports.Blocks;

/// <summary>What two models write, side by side.</summary>
/// <param name="First">The name of the first model.</param>
/// <param name="Second">The name of the second model.</param>
/// <param name="Pairs">The texts.</param>
internal sealed record TextPairs(string First, string Second, IReadOnlyList<TextPair> Pairs) : ReportBlock;
