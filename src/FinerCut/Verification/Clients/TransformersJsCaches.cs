using System.Text.Json;
using FinerCut.Configurations;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Verification.Clients;

/// <summary>The caches that transformers.js 4.3 asks for by <c>config.json</c>: some kinds of models go by a list of
/// layers, the others count them.</summary>
internal static class TransformersJsCaches
{
    private static readonly string[] Inner = ["text_config", "phi_config", "language_config", "decoder"];

    private static readonly string[] QueryParts = ["key", "value", "query"];
    private static readonly string[] Compressors = ["compressor"];
    private static readonly string[] Indexed = ["compressor", "indexer"];

    private static readonly Dictionary<string, Func<JsonElement, IEnumerable<string>>> ByList = new()
    {
        ["lfm2"] = Convolutions,
        ["lfm2_moe"] = Convolutions,
        ["granitemoehybrid"] = Mamba,
        ["falcon_h1"] = Mamba,
        ["nemotron_h"] = Mamba,
        ["qwen3_next"] = Linear,
        ["qwen3_5_text"] = Linear,
        ["qwen3_5_moe_text"] = Linear,
        ["olmo_hybrid"] = Linear,
        ["gemma4_text"] = Unshared,
        ["deepseek_v4"] = Compressed,
        ["zaya"] = Stepped,
    };

    /// <summary>Derives their names.</summary>
    /// <param name="configuration">The root of config.json.</param>
    /// <returns>Null where it tells neither a list of layers nor a number that a model can have.</returns>
    public static IReadOnlySet<string>? ReadCaches(JsonElement configuration)
    {
        string kind = TextOf(configuration, "model_type") ?? "";
        return ByList.TryGetValue(kind, out Func<JsonElement, IEnumerable<string>>? names)
            ? names(configuration).ToHashSet()
            : CountOf(configuration) is { } count ? Counted(configuration, count).ToHashSet()
            : Inner.Select(name => Find(configuration, name)).OfType<JsonElement>().Select(ReadCaches)
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<string> Counted(JsonElement settings, int count) =>
        Find(settings, "multi_query") is { ValueKind: JsonValueKind.True }
        ? Enumerable.Range(0, count).Select(layer => Text($"past_key_values.{layer}.key_value"))
        : Enumerable.Range(0, count).SelectMany(KeysAndValues);

    private static IEnumerable<string> Convolutions(JsonElement settings) =>
        Layers(settings, "layer_types").SelectMany(layer => layer.Kind switch
    {
        "full_attention" => KeysAndValues(layer.Number),
        "conv" => [Text($"past_conv.{layer.Number}")],
        _ => [],
    });

    private static IEnumerable<string> Mamba(JsonElement settings)
    {
        List<(int Number, string Kind)> layers =
            [.. Layers(settings, Find(settings, "layer_types") is null ? "layers_block_type" : "layer_types")];
        bool hasList = layers.Count > 0 || Find(settings, "layers_block_type") is not null
            || Find(settings, "layer_types") is not null;
        return Enumerable.Range(0, CountOf(settings) ?? layers.Count)
            .SelectMany(number => Both(number, hasList ? layers.ElementAtOrDefault(number).Kind : null));

        IEnumerable<string> Both(int number, string? kind) =>
        [
            .. !hasList || kind == "mamba" ? [Text($"past_conv.{number}"), Text($"past_ssm.{number}")]
            : Array.Empty<string>(),
            .. !hasList || kind == "attention" ? KeysAndValues(number) : [],
        ];
    }

    private static IEnumerable<string> Linear(JsonElement settings)
    {
        bool isSplit = TextOf(settings, "model_type") == "olmo_hybrid";
        return Layers(settings, "layer_types").SelectMany(layer => layer.Kind switch
        {
            "full_attention" => KeysAndValues(layer.Number),
            "linear_attention" when isSplit =>
            [
                .. QueryParts.Select(part => Text($"past_conv.{layer.Number}.{part}")),
                Text($"past_recurrent.{layer.Number}"),
            ],
            "linear_attention" => [Text($"past_conv.{layer.Number}"), Text($"past_recurrent.{layer.Number}")],
            _ => [],
        });
    }

    private static IEnumerable<string> Unshared(JsonElement settings) =>
        Enumerable.Range(0, (int)Math.Clamp(
            (CountOf(settings) ?? 0L) - (NumberOf(settings, LayerKeys.Sharing) ?? 0), 0, LayerKeys.Most))
            .SelectMany(KeysAndValues);

    private static IEnumerable<string> Compressed(JsonElement settings)
    {
        List<string> kinds = [.. Layers(settings, "layer_types").Select(layer => layer.Kind)];
        return Enumerable.Range(0, CountOf(settings) ?? 0).SelectMany(number => KeysAndValues(number).Concat(
            (kinds.ElementAtOrDefault(number) switch
            {
                "compressed_sparse_attention" => Indexed,
                "heavily_compressed_attention" => Compressors,
                _ => [],
            }).SelectMany<string,
                string>(part => [Text($"past_{part}.{number}.kv"), Text($"past_{part}.{number}.gate")])));
    }

    private static IEnumerable<string> Stepped(JsonElement settings)
    {
        int step = Math.Max(1, LayerKeys.Steps.Select(key => NumberOf(settings, key))
            .FirstOrDefault(number => number is not null) ?? 1);
        return Enumerable.Range(0, CountOf(settings) ?? 0).Where(number => number % step == 0).SelectMany(number =>
            KeysAndValues(number)
                .Concat([Text($"past_key_values.{number}.conv_state"), Text($"past_key_values.{number}.shift_state")]));
    }

    private static IEnumerable<string> KeysAndValues(int layer) =>
        [Text($"past_key_values.{layer}.key"), Text($"past_key_values.{layer}.value")];

    private static IEnumerable<(int Number, string Kind)> Layers(JsonElement settings, string key) =>
        Find(settings, key) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            .Select((kind, number) => (number, kind.ValueKind == JsonValueKind.String ? kind.GetString()! : ""))
            : [];

    private static int? CountOf(JsonElement settings) =>
        LayerKeys.Counts.Select(key => NumberOf(settings, key)).FirstOrDefault(number => number is not null)
            is { } count and >= 0 and <= LayerKeys.Most ? count : null;

    private static int? NumberOf(JsonElement settings, string key) =>
        Find(settings, key) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value
            : null;

    private static string? TextOf(JsonElement settings, string key) =>
        Find(settings, key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement child) ? child : null;
}
