namespace FinerCut.Cli.Reports.Blocks;

/// <summary>Lines over a number.</summary>
internal sealed record LineChart : Picture
{
    /// <summary>The axis to the right.</summary>
    public required ChartAxis Across { get; init; }

    /// <summary>The axis upwards.</summary>
    public required ChartAxis Up { get; init; }

    /// <summary>The lines, each with a point or more.</summary>
    public required IReadOnlyList<ChartLine> Lines { get; init; }
}
