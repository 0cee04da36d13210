namespace FinerCut.Cli.Reports.Blocks;

/// <summary>The part of a heat map that shows one kind of sublayer.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Layers">The columns.</param>
/// <param name="Rows">The rows, a cell for each column.</param>
internal sealed record HeatGrid(string Name, IReadOnlyList<int> Layers, IReadOnlyList<HeatRow> Rows);
