namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A cell of a picture of layers.</summary>
/// <param name="Sign">The step that removed the sublayer, or a mark; null where the sublayer is kept.</param>
/// <param name="Description">What the cell says, in words.</param>
internal sealed record PicturedSublayer(string? Sign, string Description);
