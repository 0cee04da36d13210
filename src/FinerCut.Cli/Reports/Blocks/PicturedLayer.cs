namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A column of a picture of layers.</summary>
/// <param name="Number">The layer, from 0.</param>
/// <param name="Cells">A cell for each kind; null where the layer has no such sublayer.</param>
internal sealed record PicturedLayer(int Number, IReadOnlyList<PicturedSublayer?> Cells);
