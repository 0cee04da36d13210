using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Folders;

namespace FinerCut.Configurations;

/// <summary>From one layer with caches to the next, where the configuration says that only every so-many-th layer has
/// them.</summary>
internal static class CacheStep
{
    private const int Largest = 64;

    /// <summary>The step by which clients count the caches of a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="map">The model.</param>
    /// <returns>1 where each number is asked for, as usual, and where the names of the caches are not what the
    /// configuration says.</returns>
    public static int FindStep(ModelFolder folder, DecoderMap map)
    {
        List<int> numbers = [.. map.Caches.Select(cache => CacheNumber.TextIn(cache.Past.Name))
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : 1).Distinct()];
        return folder.FindNumber(LayerKeys.Steps) is { } step and > 1 and <= Largest
            && folder.FindNumber(LayerKeys.Counts) is { } layers
            && numbers.Count == (layers + step - 1) / step
            && numbers.TrueForAll(number => number % step == 0 && number < layers)
            ? (int)step
            : 1;
    }
}
