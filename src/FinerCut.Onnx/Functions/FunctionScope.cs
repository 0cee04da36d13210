using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>What the names inside a function, or inside a graph within it, stand for in one call.</summary>
internal sealed class FunctionScope
{
    private readonly Dictionary<string, string> _values = [];
    private readonly FunctionScope? _outer;
    private readonly Dictionary<string, AttributeMessage> _attributes;
    private readonly string _path;

    /// <param name="path">The model file, for messages.</param>
    /// <param name="prefix">What names made in this call begin with.</param>
    /// <param name="attributes">The constants that references stand for, by name.</param>
    public FunctionScope(string path, string prefix, Dictionary<string, AttributeMessage> attributes) =>
        (_path, Prefix, _attributes) = (path, prefix, attributes);

    private FunctionScope(FunctionScope outer)
        : this(outer._path, outer.Prefix, outer._attributes) => (_outer, KeepsNames) = (outer, outer.KeepsNames);

    /// <summary>What names made in this call begin with.</summary>
    public string Prefix { get; }

    /// <summary>Whether names stay: what a call hands over speaks of the values around the call.</summary>
    public bool KeepsNames { get; init; }

    /// <summary>The names of a graph inside.</summary>
    public FunctionScope Inner() => new(this);

    /// <summary>Gives a name its meaning.</summary>
    /// <exception cref="DiagnosticException">It has one.</exception>
    public void Define(string name, string meaning)
    {
        if (!_values.TryAdd(name, meaning))
        {
            throw MessageErrors.DefinedTwice(_path, name);
        }
    }

    /// <summary>Whether a name has a meaning in this very scope.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value that a name stands for; empty for an optional input that is left out.</summary>
    /// <exception cref="DiagnosticException">Nothing has the name.</exception>
    public string Read(string name, string reader)
    {
        for (FunctionScope? scope = this; scope is not null && name.Length > 0; scope = scope._outer)
        {
            if (scope._values.TryGetValue(name, out string? meaning))
            {
                return meaning;
            }
        }

        return name.Length == 0 || KeepsNames ? name : throw MessageErrors.Undefined(_path, name, reader);
    }

    /// <summary>The constant that an attribute stands for; null where the call leaves it out and there is no
    /// default.</summary>
    public AttributeMessage? Resolve(AttributeMessage attribute) =>
        attribute.Reference.Length == 0 ? attribute : _attributes.GetValueOrDefault(attribute.Reference);
}
