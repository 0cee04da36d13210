using System.Text.Json;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Decoders;

/// <summary>What the configuration beside a graph says of attention heads, for caches whose shapes do not.</summary>
/// <param name="Size">Numbers per head; null where no file says it.</param>
/// <param name="Count">Heads of keys and values; null where no file says it.</param>
internal sealed record ConfiguredHeads(long? Size, long? Count)
{
    private static readonly string[][] Objects =
        [.. TextModelKeys.All.Select(key => new[] { key }), [], ["model", "decoder"]];

    /// <summary>Reads <c>config.json</c> and <c>genai_config.json</c> in the graph's folder, else in the one
    /// above.</summary>
    /// <param name="graphPath">The <c>.onnx</c> file.</param>
    public static ConfiguredHeads Beside(string graphPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(graphPath))!;
        List<JsonElement> settings = [.. new[] { folder, Path.GetDirectoryName(folder) }.OfType<string>()
            .SelectMany(place => new[] { Path.Combine(place, "config.json"), Path.Combine(place, "genai_config.json") })
            .Where(File.Exists).SelectMany(SettingsOf)];
        long? heads = Find(settings, "num_attention_heads", "n_head", "num_heads");
        return new(
            Find(settings, "head_dim", "head_size") ?? (Find(settings, "hidden_size", "n_embd", "d_model") / heads),
            Find(settings, "num_key_value_heads", "num_kv_heads") ?? heads);
    }

    private static IEnumerable<JsonElement> SettingsOf(string path)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = RegularFile.ReadAll(path);
            using JsonDocument document = JsonDocument.Parse(bytes[ByteOrderMark.LengthAt(bytes.Span)..]);
            JsonElement root = document.RootElement.Clone();
            return [.. Objects.Select(names => names.Aggregate((JsonElement?)root, Child)).OfType<JsonElement>()];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // Whoever needs the file itself reports what is wrong with it.
            return [];
        }
    }

    private static JsonElement? Child(JsonElement? parent, string name)
    {
        try
        {
            return parent is { ValueKind: JsonValueKind.Object } element
                && element.TryGetProperty(name, out JsonElement child) ? child : null;
        }
        catch (InvalidOperationException)
        {
            // A name with half of a character; as above.
            return null;
        }
    }

    private static long? Find(IEnumerable<JsonElement> settings, params string[] names) => settings
        .SelectMany(_ => names, (parent, name) => Child(parent, name))
        .Select(NumberOf).FirstOrDefault(number => number is not null);

    private static long? NumberOf(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out long value) && value > 0
            ? value
            : null;
}
