namespace FinerCut.TestModels.Structures;

/// <summary>Decoders of many structures, by name; with sublayers whose branch is to be nulled for an oracle.</summary>
public static class StructureCatalog
{
    private static readonly Dictionary<string, Func<IReadOnlySet<string>, StructureModel>> Prunable = new()
    {
        ["olmo2"] = PlainStructures.Olmo2,
        ["olmo2-fused"] = FusedStructures.Olmo2,
        ["post-norm"] = nulled => PlainStructures.PostNorm(nulled, alpha: 1),
        ["post-norm-fused"] = FusedStructures.PostNorm,
        ["opt-350m"] = ShapeStructures.Opt350,
        ["opt-350m-fused"] = ShapeStructures.Opt350Fused,
        ["early-shape"] = ShapeStructures.EarlyShape,
        ["inner-shape"] = ShapeStructures.InnerShape,
        ["early-length"] = ShapeStructures.EarlyLength,
        ["deepnorm"] = nulled => PlainStructures.PostNorm(nulled, alpha: 1.7f),
        ["parallel"] = PlainStructures.Parallel,
        ["sandwich"] = PlainStructures.Sandwich,
        ["granite"] = PlainStructures.Granite,
        ["granite-fused"] = FusedStructures.Granite,
        ["layer-scale"] = PlainStructures.LayerScale,
        ["experts-fused"] = ExpertStructures.Fused,
        ["experts-gathered"] = ExpertStructures.Gathered,
        ["experts-scattered"] = ExpertStructures.Scattered,
        ["experts-dense"] = ExpertStructures.Dense,
        ["experts-early-router"] = ExpertStructures.EarlyRouter,
        ["lfm2"] = nulled => StateStructures.Lfm2(nulled, isFused: false),
        ["lfm2-fused"] = nulled => StateStructures.Lfm2(nulled, isFused: true),
        ["mamba"] = StateStructures.Mamba,
        ["qwen3-next"] = StateStructures.Qwen3Next,
        ["falcon-h1"] = StateStructures.FalconH1,
        ["longrope-short"] = nulled => FusedStructures.LongRope(nulled, cutoff: 70),
        ["longrope-long"] = nulled => FusedStructures.LongRope(nulled, cutoff: 0),
        ["shared-caches"] = SharingStructures.SharedCaches,
        ["value-residual"] = SharingStructures.ValueResidual,
        ["tied-layers"] = SharingStructures.TiedLayers,
        ["extra-outputs"] = SharingStructures.ExtraOutputs,
        ["shown-attentions"] = SharingStructures.ShownAttentions,
        ["per-layer-inputs"] = EmbeddingStructures.PerLayerInputs,
        ["skips"] = SharingStructures.Skips,
    };

    private static readonly Dictionary<string, Func<StructureModel>> Refused = new()
    {
        ["two-streams"] = StreamStructures.TwoStreams,
        ["hyper-connections"] = StreamStructures.HyperConnections,
        ["altup"] = StreamStructures.AltUp,
        ["from-vectors"] = StreamStructures.FromVectors,
        ["cross-attention"] = StreamStructures.CrossAttention,
    };

    /// <summary>The names of those that can be pruned, in part at least.</summary>
    public static IEnumerable<string> Names => Prunable.Keys;

    /// <summary>Builds a decoder.</summary>
    /// <param name="name">Its name, of those that can be pruned or one that cannot.</param>
    /// <param name="nulled">Sublayers that add nothing to the stream, for one that can be pruned.</param>
    public static StructureModel Build(string name, params IEnumerable<string> nulled) =>
        Refused.TryGetValue(name, out Func<StructureModel>? refused) ? refused() : Prunable[name](nulled.ToHashSet());
}
