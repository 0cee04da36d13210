using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Verification;

/// <summary>The names by which clients feed an output back as an input: those of the source, by default numbered from 0
/// without gaps.</summary>
internal static class CacheNames
{
    /// <summary>The names that the caches of the kept sublayers must have.</summary>
    /// <param name="kept">All sublayers of the source that stay.</param>
    /// <param name="keepsIndices">Whether the numbers are those of the source.</param>
    /// <param name="step">From one number to the next.</param>
    /// <returns>By the source's input or output.</returns>
    public static IReadOnlyDictionary<Value, string> Expected(IEnumerable<Sublayer> kept, bool keepsIndices, int step)
    {
        List<Cache> caches = [.. kept.SelectMany(sublayer => sublayer.Caches).Distinct()];
        List<long> numbers = [.. caches.Select(NumberOf).Distinct().Order()];
        return caches.SelectMany(cache => new[]
        {
            (Value: cache.Past, Cache: cache),
            (Value: cache.Present, Cache: cache)
        }).DistinctBy(pair => pair.Value)
            .ToDictionary(
                pair => pair.Value,
                pair => keepsIndices ? pair.Value.Name : CacheNumber.Replace(pair.Value.Name, RankOf(pair.Cache)));

        string RankOf(Cache cache) => (numbers.IndexOf(NumberOf(cache)) * step).ToString(CultureInfo.InvariantCulture);
    }

    private static long NumberOf(Cache cache) =>
        long.TryParse(
            CacheNumber.TextIn(cache.Past.Name),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long number) ? number : -1;
}
