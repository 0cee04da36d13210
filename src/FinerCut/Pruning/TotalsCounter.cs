using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Pruning;

/// <summary>Adds up the sizes of models.</summary>
internal static class TotalsCounter
{
    /// <summary>The size of a model on disk.</summary>
    public static ModelTotals Of(DecoderMap map, int rowLength) => new(
        map.Sublayers.Count,
        map.Parameters,
        BytesOnDisk(map.Model),
        map.HeadMultiplyAdds + map.Sublayers.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(rowLength)),
        map.Caches.Sum(cache => cache.BytesPerToken));

    /// <summary>What would remain of a model: exact but for the bytes of graph and padding.</summary>
    public static ModelTotals Without(ModelTotals dense, IReadOnlyCollection<Sublayer> removed, int rowLength) => new(
        dense.Sublayers - removed.Count,
        dense.Parameters - removed.Sum(sublayer => sublayer.Parameters),
        dense.Bytes - removed.Sum(sublayer => sublayer.SizeInBytes),
        dense.MultiplyAddsPerToken - removed.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(rowLength)),
        dense.KvCacheBytesPerToken - removed.Sum(sublayer => sublayer.CacheBytesPerToken));

    public static long BytesOnDisk(string path)
    {
        using Model model = Model.Open(path);
        return BytesOnDisk(model);
    }

    private static long BytesOnDisk(Model model) => new FileInfo(model.Path).Length
        + ExternalDataFiles.Of(model).Sum(location => new FileInfo(Path.Combine(model.Folder, location)).Length);
}
