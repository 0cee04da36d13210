using System.Text.Json;

namespace FinerCut.Search.Resume;

/// <summary>An input that is another one than that of a kept search.</summary>
/// <param name="Name">Its keys in the plan, such as <c>settings.metric</c> or
/// <c>source.files[model.onnx].sha256</c>.</param>
/// <param name="Now">Its value as JSON; null where there is none.</param>
/// <param name="Kept">The value of the kept search.</param>
internal sealed record InputDifference(string Name, string? Now, string? Kept)
{
    /// <summary>Compares two inputs member by member.</summary>
    /// <returns>All that differ, in the order of the first.</returns>
    public static IReadOnlyList<InputDifference> Between(JsonElement now, JsonElement kept)
    {
        Dictionary<string, string> left = Flatten(now, "").ToDictionary();
        Dictionary<string, string> right = Flatten(kept, "").ToDictionary();
        return [.. left.Keys.Union(right.Keys)
            .Select(name => new InputDifference(name, left.GetValueOrDefault(name), right.GetValueOrDefault(name)))
            .Where(input => input.Now != input.Kept)];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} is {Now ?? "not there"} and was {Kept ?? "not there"}";

    private static IEnumerable<(string Name, string Value)> Flatten(
        JsonElement element, string name) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(
                member => Flatten(member.Value, name.Length == 0 ? member.Name : $"{name}.{member.Name}")),
            JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object) =>
                element.EnumerateArray()
                    .Index()
                    .SelectMany(item => Flatten(item.Item, $"{name}[{LabelOf(item.Item, item.Index)}]")),
            _ => [(name, element.GetRawText())],
        };

    private static string LabelOf(JsonElement item, int index) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out JsonElement name)
            ? name.ToString()
            : $"{index}";
}
