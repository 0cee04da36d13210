using System.Globalization;
using System.Text.Json;
using FinerCut.Configurations;

namespace FinerCut.Verification.Clients;

/// <summary>The caches that ONNX Runtime GenAI asks for: each pattern of <c>model.decoder.inputs</c> with the numbers
/// below <c>num_hidden_layers</c>.</summary>
internal static class GenAiCaches
{
    private const string Number = "%d";

    // Many more than the kinds of caches that a layer has.
    private const int MostPatterns = 100;

    private static readonly KeyValuePair<string, string>[] Defaults =
    [
        new("past_key_names", "past_key_values.%d.key"), new("past_value_names", "past_key_values.%d.value"),
    ];

    /// <summary>Derives their names.</summary>
    /// <param name="configuration">The root of genai_config.json.</param>
    /// <returns>Null where it tells no number of layers that a model can have.</returns>
    public static IReadOnlySet<string>? ReadCaches(JsonElement configuration)
    {
        if (Find(Find(configuration, "model"), "decoder") is not { } decoder
            || Find(decoder, "num_hidden_layers") is not { ValueKind: JsonValueKind.Number } number
            || !number.TryGetInt32(out int layers) || layers is < 0 or > LayerKeys.Most)
        {
            return null;
        }

        Dictionary<string, string> patterns = Find(decoder, "inputs") is { ValueKind: JsonValueKind.Object } inputs
            ? inputs.EnumerateObject().Where(input => input.Value.ValueKind == JsonValueKind.String)
            .DistinctBy(input => input.Name)
                .ToDictionary(input => input.Name, input => input.Value.GetString()!)
            : [];
        foreach ((string key, string pattern) in patterns.ContainsKey("past_names") ? [] : Defaults)
        {
            patterns.TryAdd(key, pattern);
        }

        return patterns.Values.Where(pattern => pattern.Contains(Number, StringComparison.Ordinal)).Take(MostPatterns)
            .SelectMany(pattern => Enumerable.Range(0, layers)
            .Select(layer => pattern.Replace(Number, layer.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal))).ToHashSet();
    }

    private static JsonElement? Find(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement child)
            ? child : null;
}
