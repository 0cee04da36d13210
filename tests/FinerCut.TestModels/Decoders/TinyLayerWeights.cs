namespace FinerCut.TestModels.Decoders;

/// <summary>The weights of one decoder layer, row-major <c>[inputs, outputs]</c>, float32.</summary>
public sealed record TinyLayerWeights
{
    public required float[] InputNorm { get; init; }

    public required float[] Query { get; init; }

    public required float[] Key { get; init; }

    public required float[] Value { get; init; }

    public required float[] AttentionOutput { get; init; }

    public required float[] PostAttentionNorm { get; init; }

    public required float[] Gate { get; init; }

    public required float[] Up { get; init; }

    public required float[] Down { get; init; }

    internal static TinyLayerWeights Random(TinyDecoderOptions options, RandomWeights random) => new()
    {
        InputNorm = random.Norm(options.Hidden),
        Query = random.Matrix(options.Hidden, options.QueryWidth),
        Key = random.Matrix(options.Hidden, options.KvWidth),
        Value = random.Matrix(options.Hidden, options.KvWidth),
        AttentionOutput = random.Matrix(options.QueryWidth, options.Hidden),
        PostAttentionNorm = random.Norm(options.Hidden),
        Gate = random.Matrix(options.Hidden, options.FfnSize),
        Up = random.Matrix(options.Hidden, options.FfnSize),
        Down = random.Matrix(options.FfnSize, options.Hidden),
    };
}
