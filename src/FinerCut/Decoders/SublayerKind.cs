namespace FinerCut.Decoders;

/// <summary>What a sublayer does between reading the residual stream and adding to it.</summary>
public enum SublayerKind
{
    /// <summary>Mixes positions by attention; it usually owns a key and a value cache.</summary>
    Attention,

    /// <summary>Mixes positions by convolution or recurrence, with states of its own.</summary>
    Mixer,

    /// <summary>Works on each position alone: a feed-forward network or a mixture of experts.</summary>
    Ffn,

    /// <summary>Adds what a table of its own says of each token: Gemma's per-layer inputs.</summary>
    Input,
}
