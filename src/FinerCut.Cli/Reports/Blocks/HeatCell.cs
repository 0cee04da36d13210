namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A cell of a heat map.</summary>
/// <param name="Shade">From 0, the lightest, to one less than <see cref="HeatMap.Shades"/>.</param>
/// <param name="Description">What the cell says, in words.</param>
internal sealed record HeatCell(int Shade, string Description)
{
    /// <summary>Whether the number is a lower bound.</summary>
    public bool IsBound { get; init; }

    /// <summary>Whether the step removed the sublayer.</summary>
    public bool IsWinner { get; init; }
}
