using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;

namespace FinerCut.Verification.Checks;

/// <summary>What clients see of a graph: its inputs and outputs by name, type and shape, and which cache belongs to
/// which sublayer.</summary>
internal static class InterfaceCheck
{
    /// <summary>Compares the two graphs.</summary>
    public static IEnumerable<Finding> Compare(FolderPair pair)
    {
        IReadOnlyList<Sublayer> kept = pair.Kept;
        List<string> found = [.. pair.Pruned.Sublayers.Select(sublayer => sublayer.Name.ToString())];
        List<string> expected = [.. kept.Select(sublayer => sublayer.Name.ToString())];
        yield return expected.SequenceEqual(found) && pair.Pruned.NotUnderstood.Count == 0
            ? Finding.Same(
                "sublayers", $"{kept.Count} of {pair.Dense.Sublayers.Count} are there, {pair.Removed.Count} removed")
            : Finding.Differs("sublayers", pair.Pruned.NotUnderstood.Count > 0
                ? string.Join(' ', pair.Pruned.NotUnderstood)
                : $"they are {string.Join(", ", found)} instead of {string.Join(", ", expected)}");

        bool keepsIndices = pair.KeepsCacheIndices;
        IReadOnlyDictionary<Value, string> caches = CacheNames.Expected(kept, keepsIndices, pair.CacheStep);
        yield return CompareSide("inputs", InputsOf(pair.Dense, caches), InputsOf(pair.Pruned, null));
        yield return CompareSide("outputs", OutputsOf(pair.Dense, caches), OutputsOf(pair.Pruned, null));
        yield return CompareCaches(pair, caches, keepsIndices);
    }

    private static Finding CompareCaches(FolderPair pair, IReadOnlyDictionary<Value, string> names, bool keepsIndices)
    {
        foreach (Sublayer before in pair.Kept)
        {
            List<string> expected = [.. before.Caches
                .Select(cache => $"{names[cache.Past]} with {names[cache.Present]}")
                .Order(StringComparer.Ordinal)];
            List<string> found = [.. pair.Pruned.FindSublayer(before.Name)!.Caches
                .Select(cache => $"{cache.Past.Name} with {cache.Present.Name}")
                .Order(StringComparer.Ordinal)];
            if (!expected.SequenceEqual(found))
            {
                return Finding.Differs("caches", $"those of {before.Name} are [{string.Join(", ", found)}] instead of "
                    + $"[{string.Join(", ", expected)}]");
            }
        }

        int layers = names.Values.Select(CacheNumber.TextIn).Distinct().Count();
        return layers == 0 ? Finding.Skipped("caches", "the model has none")
            : Finding.Same("caches", $"{(layers == 1 ? "1 layer" : $"{layers} layers")}, "
                + $"{(keepsIndices ? "which keep their numbers" : "numbered from 0 without gaps")}");
    }

    private static Finding CompareSide(string check, List<string> expected, List<string> found)
    {
        int index = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return index == expected.Count && index == found.Count
            ? Finding.Same(check, $"{found.Count}, with the names, types and shapes of the dense model")
            : Finding.Differs(check, $"number {index + 1} is {found.ElementAtOrDefault(index) ?? "missing"} instead of "
                + $"{expected.ElementAtOrDefault(index) ?? "none"}");
    }

    // Weights may be inputs too, with a default; gates do not outlive a removal.
    private static List<string> InputsOf(DecoderMap map, IReadOnlyDictionary<Value, string>? names) => Describe(
        map.Model.Graph.Inputs.Where(input => input.Initializer is null && input != BranchGates.FindInput(map.Model)), [
            .. map.Caches.Select(cache => cache.Past)
        ], names);

    private static List<string> OutputsOf(DecoderMap map, IReadOnlyDictionary<Value, string>? names) =>
        Describe(map.Model.Graph.Outputs, [.. map.Caches.Select(cache => cache.Present)], names);

    /// <summary>Symbols in the shapes of caches may hold a number of their layer, so only sizes count there.</summary>
    /// <param name="values">Inputs or outputs.</param>
    /// <param name="caches">Those that are caches.</param>
    /// <param name="names">Names that caches must have; those that have none are left out. Null to describe what is
    /// there.</param>
    private static List<string> Describe(
        IEnumerable<Value> values, HashSet<Value> caches, IReadOnlyDictionary<Value, string>? names) =>
    [
        .. values.Where(value => names is null || !caches.Contains(value) || names.ContainsKey(value)).Select(value =>
            !caches.Contains(value) ? value.ToString()
            : $"{names?[value] ?? value.Name}: "
                + $"{value.Type
                    ?.ElementType}[{string.Join(", ", value.Type?.Dimensions?.Select(dimension => dimension.Size
                    ?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?") ?? [])}]"),
    ];
}
