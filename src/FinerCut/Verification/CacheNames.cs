using System.Globalization;
using FinerCut.Decoders;

namespace FinerCut.Verification;

/// <summary>The names by which clients feed an output back as an input: those of the source, numbered from 0 without gaps.</summary>
internal static class CacheNames
{
    /// <summary>The pairs that a sublayer must have.</summary>
    /// <param name="sublayer">It, in the source.</param>
    /// <param name="kept">All sublayers of the source that stay.</param>
    /// <returns>In alphabetical order, such as <c>past_key_values.0.key with present.0.key</c>.</returns>
    public static IReadOnlyList<string> Expected(Sublayer sublayer, IEnumerable<Sublayer> kept)
    {
        List<long> numbers = [.. kept.SelectMany(other => other.Caches).Select(NumberOf).Distinct().Order()];
        return [.. sublayer.Caches.Select(cache => Pair(cache, name => CacheNumber.Replace(name, RankOf(cache)))).Order(StringComparer.Ordinal)];

        string RankOf(Cache cache) => numbers.IndexOf(NumberOf(cache)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The pairs that a sublayer has.</summary>
    public static IReadOnlyList<string> Found(Sublayer sublayer) => [.. sublayer.Caches.Select(cache => Pair(cache, name => name)).Order(StringComparer.Ordinal)];

    private static string Pair(Cache cache, Func<string, string> name) => $"{name(cache.Past.Name)} with {name(cache.Present.Name)}";

    private static long NumberOf(Cache cache) =>
        long.TryParse(CacheNumber.TextIn(cache.Past.Name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;
}
