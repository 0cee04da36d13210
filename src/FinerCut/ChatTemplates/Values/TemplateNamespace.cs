namespace FinerCut.ChatTemplates.Values;

/// <summary>The one kind of value that a template can change.</summary>
internal sealed class TemplateNamespace
{
    private readonly Dictionary<string, object?> _values = [];

    internal object? this[string name]
    {
        get => _values.TryGetValue(name, out object? value) ? value : new Undefined(name);
        set => _values[name] = value;
    }
}
