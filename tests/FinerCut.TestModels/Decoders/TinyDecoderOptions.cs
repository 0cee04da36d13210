namespace FinerCut.TestModels.Decoders;

/// <summary>Sizes and form of a tiny Llama decoder. All fit every form by default, and no two widths in a layer are
/// equal.</summary>
public sealed record TinyDecoderOptions
{
    /// <summary>The exporter whose form the graph has.</summary>
    public TinyDecoderForm Form { get; init; } = TinyDecoderForm.OptimumLlama;

    /// <summary>Where the weights lie; null as the form's exporter does it: optimum in the file, GenAI packed beside
    /// it.</summary>
    public WeightStorage? Storage { get; init; }

    /// <summary>Decoder layers, each of an attention and a feed-forward sublayer.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>Width of the residual stream.</summary>
    public int Hidden { get; init; } = 24;

    /// <summary>Query heads.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Key and value heads, a divisor of <see cref="Heads"/>.</summary>
    public int KvHeads { get; init; } = 2;

    /// <summary>Width of a head; even, and for GenAI a multiple of 16, which the runtime's rotary embedding asks
    /// for.</summary>
    public int HeadSize { get; init; } = 16;

    /// <summary>Inner width of the feed-forward sublayers.</summary>
    public int FfnSize { get; init; } = 48;

    /// <summary>Token ids that the model knows; at least the 259 of the tokenizer's alphabet.</summary>
    public int Vocabulary { get; init; } = 288;

    /// <summary>The longest sequence, in tokens.</summary>
    public int ContextLength { get; init; } = 128;

    /// <summary>Seed of the weights; they do not depend on form or storage.</summary>
    public int Seed { get; init; } = 1;

    internal int QueryWidth => Heads * HeadSize;

    internal int KvWidth => KvHeads * HeadSize;

    internal static float NormEpsilon => 1e-5f;

    internal static double RopeTheta => 10000;

    internal WeightStorage EffectiveStorage =>
        Storage ?? (Form == TinyDecoderForm.OptimumLlama ? WeightStorage.SingleFile : WeightStorage.ExternalPacked);
}
