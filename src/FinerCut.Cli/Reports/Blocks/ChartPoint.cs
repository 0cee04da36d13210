namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A point of a line.</summary>
/// <param name="Across">The number on the axis to the right.</param>
/// <param name="Up">The number on the axis upwards.</param>
/// <param name="Description">What the point says, in words.</param>
/// <param name="Error">Standard error of <paramref name="Up"/>; null where there is none.</param>
internal sealed record ChartPoint(double Across, double Up, string Description, double? Error = null)
{
    /// <summary>A word that stands beside the point where there is room; null for none.</summary>
    public string? Label { get; init; }
}
