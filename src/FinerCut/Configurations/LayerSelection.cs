using System.Globalization;
using FinerCut.Decoders;

namespace FinerCut.Configurations;

/// <summary>The layers that stay, by the numbers that clients know layers by: those of the caches, else of the
/// attentions.</summary>
/// <param name="Before">One more than the largest number there was.</param>
/// <param name="Kept">The numbers that stay, ascending; the written graph has them as 0, 1, 2 and so on.</param>
internal sealed record LayerSelection(int Before, IReadOnlyList<int> Kept)
{
    /// <summary>All layers stay what they were.</summary>
    public static LayerSelection Everything { get; } = new(0, []);

    /// <summary>Whether no number changes its meaning.</summary>
    public bool IsComplete => Kept.Count == Before;

    /// <summary>The numbers that caches had before; empty where the layers are not counted by caches.</summary>
    public IReadOnlySet<int> Cached { get; init; } = new HashSet<int>();

    /// <summary>The selection that a list of kept sublayers makes.</summary>
    /// <param name="dense">All sublayers of the source, in the order of the stream.</param>
    /// <param name="isKept">Whether one stays.</param>
    /// <param name="step">From one layer with caches to the next; the layers between belong to the one before.</param>
    public static LayerSelection SelectLayers(IEnumerable<Sublayer> dense, Func<Sublayer, bool> isKept, int step)
    {
        List<Sublayer> mixers = [.. dense.Where(
            sublayer => sublayer.Kind is SublayerKind.Attention or SublayerKind.Mixer || sublayer.Caches.Count > 0)];
        bool hasCaches = mixers.Exists(sublayer => sublayer.Caches.Count > 0);
        List<(int Number, bool IsKept)> layers = [.. mixers.Index().SelectMany(mixer =>
            (hasCaches ? NumbersOf(mixer.Item) : [mixer.Index]).Select(number => (number, isKept(mixer.Item))))];
        return new(
            layers.Count == 0 ? 0 : layers.Max(layer => layer.Number) + step,
            [.. layers.Where(layer => layer.IsKept).Select(layer => layer.Number).Distinct().Order()
                .SelectMany(number => Enumerable.Range(number, step))])
        {
            Cached = hasCaches ? layers.Select(layer => layer.Number).ToHashSet() : [],
        };
    }

    private static IEnumerable<int> NumbersOf(
        Sublayer sublayer) => sublayer.Caches.Select(cache => CacheNumber.TextIn(cache.Past.Name))
        .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0).Distinct();
}
