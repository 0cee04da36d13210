using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Takes the caches of removed attentions out of the interface and numbers the others anew.</summary>
internal static class CacheRewriter
{
    /// <summary>Takes an output out, in all branches of a merged decoder.</summary>
    public static void RemoveOutput(DecoderMap map, Value present)
    {
        map.Model.Graph.RemoveOutput(present);
        if (map.Graph == map.Model.Graph)
        {
            return;
        }

        if (!present.IsUnused)
        {
            throw DecoderErrors.SharedCache(map.Model.Path, present.Name);
        }

        Node choice = present.Producer!;
        int index = choice.Outputs.Index().First(output => output.Item == present).Index;
        foreach (Graph inner in choice.InnerGraphs)
        {
            inner.RemoveOutputAt(index);
        }

        choice.RemoveOutputAt(index);
    }

    /// <summary>Takes inputs out; whoever else read one, for its length, reads the first remaining one.</summary>
    public static void Release(Model model, IReadOnlyList<Cache> gone, IReadOnlyList<Cache> kept)
    {
        foreach (Cache cache in gone.Where(cache => kept.All(other => other.Past != cache.Past)))
        {
            if (!Readers.AskOnlyForShape(cache.Past))
            {
                throw DecoderErrors.SharedCache(model.Path, cache.Past.Name);
            }

            if (!cache.Past.IsUnused)
            {
                Cache heir = kept.Where(other => other.IsFixed == cache.IsFixed && (!cache.IsFixed || RoleOf(
                    other) == RoleOf(cache))).OrderBy(other => RoleOf(other) == RoleOf(cache) ? 0 : 1).FirstOrDefault()
                    ?? throw DecoderErrors.SharedLength(model.Path, cache.Past.Name);
                cache.Past.ReplaceWith(heir.Past);
            }

            model.Graph.RemoveInput(cache.Past);
        }
    }

    /// <summary>Numbers caches 0, 1, 2 and so on in their order, as every client expects them, or by another
    /// step.</summary>
    public static void Renumber(IReadOnlyList<Cache> kept, int step)
    {
        Dictionary<Value, string> names = [];
        int index = -step;
        string? last = null;
        foreach (Cache cache in kept.OrderBy(cache => SizeOf(cache).Length).ThenBy(SizeOf, StringComparer.Ordinal))
        {
            string number = CacheNumber.TextIn(cache.Past.Name);
            index += number == last ? 0 : step;
            last = number;
            names[cache.Past] = WithNumber(cache.Past, index);
            names[cache.Present] = WithNumber(cache.Present, index);
        }

        Rename(names);
    }

    /// <summary>All at once, so that a name may go from one cache to another; an inner value that has one of the names
    /// gives way.</summary>
    private static void Rename(Dictionary<Value, string> names)
    {
        if (names.Values.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw DecoderErrors.CacheNames(twice.Key);
        }

        foreach ((Value value, string name) in names)
        {
            Value? other = value.Graph.FindValue(name);
            if (other is null || names.ContainsKey(other))
            {
                continue;
            }

            if (other.IsGraphInput || other.IsGraphOutput || other.Initializer is not null)
            {
                throw DecoderErrors.CacheNames(name);
            }

            other.Rename(other.Graph.UnusedName(name + "_inner"));
        }

        List<KeyValuePair<Value, string>> changed = [.. names.Where(pair => pair.Key.Name != pair.Value)];
        changed.ForEach(pair => pair.Key.Rename(pair.Key.Graph.UnusedName(pair.Value + "_new")));
        changed.ForEach(pair => pair.Key.Rename(pair.Value));
    }

    private static string WithNumber(Value value, int index) => CacheNumber.Replace(value.Name, index);

    /// <summary>The number without its zeros in front: the longer, then the later in the alphabet, is the
    /// larger.</summary>
    private static string SizeOf(Cache cache) => CacheNumber.TextIn(cache.Past.Name).TrimStart('0');

    /// <summary>What tells keys from values: the name without its number.</summary>
    private static string RoleOf(Cache cache) => CacheNumber.Replace(cache.Past.Name, "");
}
