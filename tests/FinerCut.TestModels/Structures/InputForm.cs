namespace FinerCut.TestModels.Structures;

/// <summary>In which form a decoder takes what it has to know besides the tokens; all of these compute the
/// same.</summary>
public enum InputForm
{
    /// <summary>An int64 mask of padding, <c>[batch, keys]</c>; the order of tokens comes from the lengths.</summary>
    Plain,

    /// <summary>The same as booleans.</summary>
    BoolMask,

    /// <summary>The same as float32, 1 for what may be looked at.</summary>
    FloatMask,

    /// <summary>The same as float32, added to the scores: 0 for what may be looked at.</summary>
    AddedMask,

    /// <summary>Booleans <c>[batch, 1, queries, keys]</c> that hold the order as well.</summary>
    BoolOrder,

    /// <summary>float32 <c>[batch, 1, queries, keys]</c>, added to the scores, that hold the order as well.</summary>
    AddedOrder,

    /// <summary>int64 <c>[batch, queries, keys]</c> that hold the order as well.</summary>
    IntegerOrder,

    /// <summary>Positions as <c>[3, batch, tokens]</c>.</summary>
    Planes,

    /// <summary>The same as int32.</summary>
    NarrowPlanes,

    /// <summary>Token ids and positions as int32.</summary>
    NarrowIds,

    /// <summary>Positions as <c>[tokens]</c>.</summary>
    FlatPositions,

    /// <summary>A boolean that says whether the caches hold anything.</summary>
    UsePast,

    /// <summary>The same as <c>[1]</c>, under the name that merged decoders have for it.</summary>
    UseCacheBranch,

    /// <summary>A scalar that says how many of the last logits to compute, 0 for all.</summary>
    KeptLogits,

    /// <summary>The weights of a low-rank adapter, without a default.</summary>
    Adapter,

    /// <summary>The type of each token, of which text adds nothing.</summary>
    TokenTypes,

    /// <summary>Caches <c>[batch, tokens, heads x size]</c>.</summary>
    FlatCaches,

    /// <summary>Caches whose shape has names for heads and size, which the configuration tells.</summary>
    NamedHeads,

    /// <summary>Two sequences in every call.</summary>
    TwoSequences,

    /// <summary>One token in every call.</summary>
    OneToken,
}
