namespace FinerCut.TestModels.Decoders;

/// <summary>The names of one layer's initialisers in an optimum export.</summary>
internal sealed record OptimumLayerNames(string InputNorm, string PostAttentionNorm)
{
    public required string Query { get; init; }

    public required string Key { get; init; }

    public required string Value { get; init; }

    public required string AttentionOutput { get; init; }

    public required string Gate { get; init; }

    public required string Up { get; init; }

    public required string Down { get; init; }
}
