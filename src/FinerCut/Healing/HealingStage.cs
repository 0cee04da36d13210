using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Healing;

/// <summary>A segment of the pruned model, and what the dense model does meanwhile.</summary>
/// <param name="Pruned">The segment of the pruned model.</param>
/// <param name="Dense">The segments of the dense model up to the one with the same sublayers.</param>
/// <param name="Cut">The segments after them that are gone, up to the next one that is not.</param>
/// <param name="IsWhole">Whether no sublayer of <paramref name="Dense"/> is gone.</param>
internal sealed record HealingStage(
    Segment Pruned, IReadOnlyList<Segment> Dense, IReadOnlyList<Segment> Cut, bool IsWhole)
{
    /// <summary>Pairs the segments of two models.</summary>
    /// <param name="dense">Segments of the dense model.</param>
    /// <param name="pruned">Segments of the model without some of the sublayers; the others have the same
    /// names.</param>
    /// <returns>A stage for each segment of the pruned model. What is cut before the first one belongs to its
    /// <see cref="Dense"/>.</returns>
    public static IReadOnlyList<HealingStage> Pair(IReadOnlyList<Segment> dense, IReadOnlyList<Segment> pruned)
    {
        HashSet<SublayerName> kept = [.. pruned.SelectMany(segment => segment.Sublayers).Select(sub => sub.Name)];
        List<HealingStage> stages = [];
        int next = 0;
        foreach (Segment segment in pruned)
        {
            HashSet<SublayerName> names = [.. segment.Sublayers.Select(sublayer => sublayer.Name)];
            int end = Enumerable.Range(next, dense.Count - next)
                .Last(index => dense[index].Sublayers.Any(sublayer => names.Contains(sublayer.Name))) + 1;
            int cut = end;
            while (cut < dense.Count && !dense[cut].Sublayers.Any(sublayer => kept.Contains(sublayer.Name)))
            {
                cut++;
            }

            List<Segment> own = [.. dense.Skip(next).Take(end - next)];
            bool isWhole = own.SelectMany(part => part.Sublayers).All(sublayer => kept.Contains(sublayer.Name));
            stages.Add(new HealingStage(segment, own, [.. dense.Skip(end).Take(cut - end)], isWhole));
            next = cut;
        }

        return stages;
    }
}
