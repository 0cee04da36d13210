namespace FinerCut.TestModels.Decoders;

/// <summary>The weights of a tiny decoder, row-major <c>[inputs, outputs]</c>, float32.</summary>
public sealed record TinyDecoderWeights
{
    /// <summary>Shape <c>[vocabulary, hidden]</c>.</summary>
    public required float[] Embedding { get; init; }

    public required IReadOnlyList<TinyLayerWeights> Layers { get; init; }

    public required float[] FinalNorm { get; init; }

    /// <summary>Shape <c>[hidden, vocabulary]</c>.</summary>
    public required float[] Head { get; init; }

    /// <summary>Weights of such a size that every sublayer moves the logits by far more than float32's
    /// rounding.</summary>
    /// <param name="options">The sizes and the seed.</param>
    public static TinyDecoderWeights Random(TinyDecoderOptions options)
    {
        RandomWeights random = new(options.Seed);
        return new()
        {
            Embedding = random.Matrix(1, options.Vocabulary * options.Hidden),
            Layers = [.. Enumerable.Range(0, options.Layers).Select(_ => TinyLayerWeights.Random(options, random))],
            FinalNorm = random.Norm(options.Hidden),
            Head = random.Matrix(options.Hidden, options.Vocabulary),
        };
    }
}
