namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the line is, for the legend.</param>
/// <param name="Points">Its points from left to right, all finite.</param>
internal sealed record ChartLine(string Name, IReadOnlyList<ChartPoint> Points);
