using System.Text.Json.Nodes;

namespace FinerCut.Tests.Plans;

internal static class PlanKeys
{
    /// <summary>The paths of all keys in the order of the text, each once, such as <c>removed[].sublayer</c>.</summary>
    internal static IReadOnlyList<string> Of(string json) => [.. KeyPaths(JsonNode.Parse(json), "").Distinct()];

    private static IEnumerable<string> KeyPaths(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            KeyPaths(member.Value, $"{path}{member.Key}.").Prepend(path + member.Key)),
        JsonArray elements => elements.SelectMany(element => KeyPaths(element, $"{path.TrimEnd('.')}[].")),
        _ => [],
    };
}
