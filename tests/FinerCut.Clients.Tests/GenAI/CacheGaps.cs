using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>Gives the caches of a pruned folder the numbers back that they had in the dense one.</summary>
internal static class CacheGaps
{
    /// <summary>Changes the graph and the layer count.</summary>
    /// <param name="folder">A pruned folder with caches 0 to K-1.</param>
    /// <param name="numbers">For each of them the number that it gets; ascending.</param>
    /// <param name="layers">The layer count that the configuration gets.</param>
    public static void Open(string folder, IReadOnlyList<int> numbers, int layers)
    {
        string path = Path.Combine(folder, "model.onnx");
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        Rename(model.Graph, NewNames(numbers));
        File.WriteAllBytes(path, model.ToByteArray());

        string configuration = Path.Combine(folder, "genai_config.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(configuration))!;
        json["model"]!["decoder"]!["num_hidden_layers"] = layers;
        File.WriteAllText(configuration, json.ToJsonString());
    }

    private static Dictionary<string, string> NewNames(IReadOnlyList<int> numbers) => (
        from cache in numbers.Index()
        from form in (string[])["past_key_values.{0}.key", "past_key_values.{0}.value", "present.{0}.key", "present.{0}.value"]
        select (Old: string.Format(CultureInfo.InvariantCulture, form, cache.Index), New: string.Format(CultureInfo.InvariantCulture, form, cache.Item)))
        .ToDictionary(name => name.Old, name => name.New);

    private static void Rename(GraphProto graph, Dictionary<string, string> names)
    {
        Assert.Equal(names.Keys.Order(StringComparer.Ordinal), graph.Input.Concat(graph.Output).Select(value => value.Name).Where(names.ContainsKey).Order(StringComparer.Ordinal));
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
        {
            value.Name = names.GetValueOrDefault(value.Name, value.Name);
        }

        foreach (IList<string> values in graph.Node.SelectMany(node => (IList<string>[])[node.Input, node.Output]))
        {
            for (int i = 0; i < values.Count; i++)
            {
                values[i] = names.GetValueOrDefault(values[i], values[i]);
            }
        }
    }
}
