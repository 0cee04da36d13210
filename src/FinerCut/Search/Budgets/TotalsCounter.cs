using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Search.Budgets;

/// <summary>Adds up the sizes of models.</summary>
internal static class TotalsCounter
{
    /// <summary>The size of a model on disk.</summary>
    public static ModelTotals CountTotals(DecoderMap map, int sampleLength) => new(
        map.Sublayers.Count,
        map.Parameters,
        map.Model.SizeInBytes,
        map.HeadMultiplyAdds + map.Sublayers.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(sampleLength)),
        map.Caches.Sum(cache => cache.BytesPerToken));

    /// <summary>What would remain of a model: exact but for the bytes of graph and padding.</summary>
    public static ModelTotals Without(
        ModelTotals dense, DecoderMap map, IReadOnlySet<SublayerName> removed, int sampleLength)
    {
        return new(
            dense.Sublayers - removed.Count,
            dense.Parameters - (long)Saved(SavingUnit.Parameters),
            dense.Bytes - (long)Saved(SavingUnit.Bytes),
            dense.MultiplyAddsPerToken - Saved(SavingUnit.Macs),
            dense.KvCacheBytesPerToken - (long)Saved(SavingUnit.KvCache));

        double Saved(SavingUnit unit) => Measures.CreateMeasure(unit, map, dense, sampleLength).Saved(removed);
    }

    public static long BytesOnDisk(string path)
    {
        using Model model = Model.Open(path);
        return model.SizeInBytes;
    }
}
