namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A row of a heat map.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Cells">A cell for each layer; null where the sublayer was no candidate.</param>
internal sealed record HeatRow(int Step, IReadOnlyList<HeatCell?> Cells);
