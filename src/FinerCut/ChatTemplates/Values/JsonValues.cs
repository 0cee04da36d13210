using System.Text.Json;

namespace FinerCut.ChatTemplates.Values;

/// <summary>JSON as the values of a template.</summary>
internal static class JsonValues
{
    /// <summary>Makes values of JSON.</summary>
    /// <exception cref="TemplateException">A whole number beyond 64 bits, or a text with half of a surrogate
    /// pair.</exception>
    internal static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element.GetString),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array => TemplateSequence.List([.. element.EnumerateArray().Select(From)]),
        JsonValueKind.Object => new TemplateMap(element.EnumerateObject()
            .Select(entry => new KeyValuePair<object?, object?>(Text(() => entry.Name), From(entry.Value)))),
        _ => null,
    };

    private static object Number(JsonElement element)
    {
        bool isReal = element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0;
        if (isReal)
        {
            return element.GetDouble();
        }

        return element.TryGetInt64(out long number)
            ? number
            : throw TemplateException.Wrong($"is given the number {element.GetRawText()}, which is too large");
    }

    private static string? Text(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw TemplateException.Wrong("is given a text with half of a surrogate pair");
        }
    }
}
