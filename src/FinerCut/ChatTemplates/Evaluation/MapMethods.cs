using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>The methods of dictionaries.</summary>
internal static class MapMethods
{
    internal static TemplateFunction? Find(TemplateMap map, string name) => name switch
    {
        "keys" => View(name, map.Keys),
        "values" => View(name, map.Values),
        "items" => View(name, map.Items),
        "get" => new TemplateFunction(name, arguments => Get(map, arguments)),
        _ => null,
    };

    private static TemplateFunction View(string name, IEnumerable<object?> items) => new(name, arguments =>
    {
        arguments.Bind();
        return new TemplateSequence([.. items], SequenceKind.View);
    });

    private static object? Get(TemplateMap map, CallArguments arguments)
    {
        object?[] values = arguments.Bind("!key", "default");
        return map.TryGet(values[0], out object? value) ? value : values[1] == CallArguments.Missing ? null : values[1];
    }
}
