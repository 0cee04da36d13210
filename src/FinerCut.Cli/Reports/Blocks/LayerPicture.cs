namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A model at a glance: a column for each layer, a cell for each kind of sublayer.</summary>
internal sealed record LayerPicture : Picture
{
    /// <summary>The kinds of sublayers, from above.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>The layers, in the order of the stream.</summary>
    public required IReadOnlyList<PicturedLayer> Layers { get; init; }
}
