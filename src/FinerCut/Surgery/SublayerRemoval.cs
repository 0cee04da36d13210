using FinerCut.Decoders;
using FinerCut.Onnx.Passes;

namespace FinerCut.Surgery;

/// <summary>Takes sublayers out of a graph for good: the branch contributes nothing to the residual stream, all else
/// stays.</summary>
public static class SublayerRemoval
{
    /// <summary>Removes sublayers with their nodes, weights and caches, and numbers the remaining caches from 0; gates
    /// go from all.</summary>
    /// <param name="map">What was recognised in the model, which is edited; the map describes it no longer
    /// afterwards.</param>
    /// <param name="names">The sublayers to remove, in any order; none leaves the graph as it is.</param>
    /// <param name="keepsIndices">Whether caches keep their numbers, with gaps, instead.</param>
    /// <param name="step">From one number to the next; 1 for all clients but those that a configuration tells
    /// otherwise.</param>
    /// <exception cref="ArgumentException">The model has no sublayer of a name.</exception>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">Something else needs a removed cache and no other can serve,
    /// or something else than gates reads their input.</exception>
    public static void Apply(DecoderMap map, IReadOnlyCollection<SublayerName> names, bool keepsIndices = false,
        int step = 1)
    {
        if (names.Count == 0)
        {
            return;
        }

        BranchGates.Remove(map.Model);
        List<Cache> gone = [.. Detach(map, names).SelectMany(sublayer => sublayer.Caches)];
        List<Cache> kept = [.. map.Caches.Except(gone)];
        foreach (DecoderMap twin in map.Twins)
        {
            Detach(twin, names);
        }

        foreach (Cache cache in gone)
        {
            CacheRewriter.RemoveOutput(map, cache.Present);
        }

        map.Twins.Prepend(map).ToList().ForEach(StreamShapes.Release);
        DeadCode.Remove(map.Model.Graph);
        CacheRewriter.Release(map.Model, gone, kept);
        if (!keepsIndices)
        {
            CacheRewriter.Renumber(kept, step);
        }
    }

    private static List<Sublayer> Detach(DecoderMap map, IReadOnlyCollection<SublayerName> names)
    {
        List<Sublayer> removed = [.. names.Select(name =>
            map.FindSublayer(name) ?? throw new ArgumentException($"There is no sublayer {name}.", nameof(names)))];
        map.EnsureRemovable(names);
        ResidualRewriter.Detach(removed, map.Order);
        return removed;
    }
}
