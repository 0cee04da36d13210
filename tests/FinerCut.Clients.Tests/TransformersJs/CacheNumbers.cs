using System.Text.RegularExpressions;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>Gives the caches of a pruned folder the numbers back that they had in the dense one.</summary>
internal static partial class CacheNumbers
{
    /// <param name="pruned">A folder with caches numbered from 0, rewritten.</param>
    /// <param name="dense">Its source: the configuration comes from there, as it is.</param>
    /// <param name="kept">The numbers of the caches that were kept, ascending.</param>
    public static void Restore(string pruned, string dense, IReadOnlyList<int> kept)
    {
        string path = Path.Combine(pruned, "model.onnx");
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        foreach (ValueInfoProto value in model.Graph.Input.Concat(model.Graph.Output))
        {
            value.Name = Renamed(value.Name, kept);
        }

        foreach (NodeProto node in model.Graph.Node)
        {
            Rename(node.Input, kept);
            Rename(node.Output, kept);
        }

        File.WriteAllBytes(path, model.ToByteArray());
        File.Copy(Path.Combine(dense, "config.json"), Path.Combine(pruned, "config.json"), overwrite: true);
    }

    private static void Rename(RepeatedField<string> names, IReadOnlyList<int> kept)
    {
        for (int i = 0; i < names.Count; i++)
        {
            names[i] = Renamed(names[i], kept);
        }
    }

    private static string Renamed(string name, IReadOnlyList<int> kept) =>
        CacheName().Replace(name, match => $"{kept[int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)]}");

    [GeneratedRegex(@"(?<=^(?:past_key_values|present)\.)\d+(?=\.(?:key|value)$)")]
    private static partial Regex CacheName();
}
