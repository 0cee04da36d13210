using System.Text.Json;
using System.Text.RegularExpressions;

namespace FinerCut.Plans.Schemas;

/// <summary>Reads a schema. A word of JSON Schema that is not understood here is refused, so that no limit in the file
/// is without effect.</summary>
internal static class SchemaReader
{
    private const string ReferenceKey = "$ref";
    private const string ReferenceStart = "#/$defs/";

    private static readonly string[] Understood =
    [
        "$schema", "$defs", "title", "description", "type", "properties", "required", "items", "enum", "pattern",
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
        "uniqueItems",
    ];

    /// <summary>Reads a schema.</summary>
    /// <param name="json">Its text.</param>
    /// <exception cref="NotSupportedException">It holds a word that is not understood.</exception>
    public static SchemaNode Read(Stream json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement definitions = document.RootElement.GetProperty("$defs");
        return Read(document.RootElement, definitions);
    }

    private static SchemaNode Read(JsonElement schema, JsonElement definitions)
    {
        if (Find(schema, ReferenceKey)?.GetString() is { } reference)
        {
            return Read(definitions.GetProperty(reference[ReferenceStart.Length..]), definitions);
        }

        string? unknown = schema.EnumerateObject().Select(member => member.Name)
            .FirstOrDefault(name => !Understood.Contains(name));
        return unknown is not null
            ? throw new NotSupportedException($"The word '{unknown}' of a schema is not understood.")
                : new SchemaNode
                {
                    Types = Texts(Find(schema, "type")),
                    Properties = (Find(schema, "properties")?.EnumerateObject() ?? default)
                        .ToDictionary(member => member.Name, member => Read(member.Value, definitions)),
                    Required = Texts(Find(schema, "required")),
                    Items = Find(schema, "items") is { } items ? Read(items, definitions) : null,
                    Words = Find(schema, "enum")?.EnumerateArray().Select(word => word.GetString()).ToList(),
                    Pattern = Find(schema, "pattern")?.GetString() is { } pattern ? Whole(pattern) : null,
                    Title = Find(schema, "title")?.GetString(),
                    Minimum = Find(schema, "minimum")?.GetDouble(),
                    Maximum = Find(schema, "maximum")?.GetDouble(),
                    Above = Find(schema, "exclusiveMinimum")?.GetDouble(),
                    Below = Find(schema, "exclusiveMaximum")?.GetDouble(),
                    MinLength = Find(schema, "minLength")?.GetInt32() ?? 0,
                    MaxLength = Find(schema, "maxLength")?.GetInt32() ?? int.MaxValue,
                    MinItems = Find(schema, "minItems")?.GetInt32() ?? 0,
                    MaxItems = Find(schema, "maxItems")?.GetInt32() ?? int.MaxValue,
                    AreItemsUnique = Find(schema, "uniqueItems")?.GetBoolean() ?? false,
                };
    }

    /// <summary>In .NET <c>$</c> also matches before a line end.</summary>
    private static Regex Whole(string pattern) =>
        new(pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern, RegexOptions.CultureInvariant);

    private static IReadOnlyList<string> Texts(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(text => text.GetString()!)],
        { } text => [text.GetString()!],
        null => [],
    };

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement child) ? child : null;
}
