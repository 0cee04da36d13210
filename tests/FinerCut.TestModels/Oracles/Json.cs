using System.Text.Json;

namespace FinerCut.TestModels.Oracles;

/// <summary>Reads the oracles' JSON files.</summary>
internal static class Json
{
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetString()!)];

    public static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(element => element.GetDouble())];

    public static int[][] Ids(JsonElement samples) =>
        [.. samples.EnumerateArray().Select(sample => sample.EnumerateArray().Select(id => id.GetInt32()).ToArray())];

    public static IReadOnlyDictionary<string, double> NumbersByName(JsonElement json) =>
        json.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetDouble());
}
