namespace FinerCut.Cli.Reports.Blocks;

/// <summary>Numbers as shades: a row for each step, a column for each layer, a grid for each kind of
/// sublayer.</summary>
internal sealed record HeatMap : Picture
{
    /// <summary>Number of shades.</summary>
    public const int Shades = 9;

    /// <summary>What the lightest shade stands for.</summary>
    public required string Least { get; init; }

    /// <summary>What the darkest shade stands for.</summary>
    public required string Most { get; init; }

    /// <summary>The grids, with the same layers and steps.</summary>
    public required IReadOnlyList<HeatGrid> Grids { get; init; }

    /// <summary>Whether some numbers are lower bounds.</summary>
    public bool HasBounds => Grids.SelectMany(grid => grid.Rows).SelectMany(row => row.Cells)
        .Any(cell => cell is { IsBound: true });
}
