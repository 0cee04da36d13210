using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Takes the caches of removed attentions out of the interface and numbers the others anew.</summary>
internal static partial class CacheRewriter
{
    /// <summary>Takes an output out, in all branches of a merged decoder.</summary>
    public static void RemoveOutput(DecoderMap map, Value present)
    {
        map.Model.Graph.RemoveOutput(present);
        if (map.Graph == map.Model.Graph)
        {
            return;
        }

        Node choice = present.Producer!;
        int index = choice.Outputs.Index().First(output => output.Item == present).Index;
        foreach (Graph inner in choice.InnerGraphs)
        {
            inner.RemoveOutput(inner.Outputs[index]);
        }

        choice.RemoveOutputAt(index);
    }

    /// <summary>Takes inputs out; whoever else read one, for its length, reads the first remaining one.</summary>
    public static void Release(Model model, IReadOnlyList<Cache> gone, IReadOnlyList<Cache> kept)
    {
        foreach (Cache cache in gone)
        {
            if (cache.Past.Uses.Count > 0)
            {
                Cache heir = kept.OrderBy(other => RoleOf(other) == RoleOf(cache) ? 0 : 1).FirstOrDefault()
                    ?? throw DecoderErrors.SharedLength(model.Path, cache.Past.Name);
                cache.Past.ReplaceWith(heir.Past);
            }

            model.Graph.RemoveInput(cache.Past);
        }
    }

    /// <summary>Numbers caches 0 to K-1 in their order, as every client expects them.</summary>
    public static void Renumber(IReadOnlyList<Cache> kept)
    {
        int index = -1;
        string? last = null;
        foreach (Cache cache in kept.OrderBy(cache => Number().Match(cache.Past.Name) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : -1))
        {
            string number = Number().Match(cache.Past.Name).Value;
            index += number == last ? 0 : 1;
            last = number;
            Rename(cache.Past, index);
            Rename(cache.Present, index);
        }
    }

    private static void Rename(Value value, int index)
    {
        string name = Number().Replace(value.Name, index.ToString(CultureInfo.InvariantCulture), 1);
        if (name != value.Name)
        {
            value.Rename(name);
        }
    }

    /// <summary>What tells keys from values: the name without its number.</summary>
    private static string RoleOf(Cache cache) => Number().Replace(cache.Past.Name, "", 1);

    [GeneratedRegex(@"\d+(?!.*\d)")]
    private static partial Regex Number();
}
