namespace FinerCut.Onnx.Graphs;

/// <summary>A named constant of a node.</summary>
public sealed class Attribute
{
    internal Attribute(ByteRange? original) => Original = original;

    /// <summary>Its name.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>What it holds.</summary>
    public AttributeType Kind { get; internal set; }

    /// <summary>The integer; 0 where it holds something else.</summary>
    public long Int { get; internal set; }

    /// <summary>The float; 0 where it holds something else.</summary>
    public float Float { get; internal set; }

    /// <summary>The text; empty where it holds something else.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>The integers; empty where it holds something else.</summary>
    public IReadOnlyList<long> Ints { get; internal set; } = [];

    /// <summary>The floats; empty where it holds something else.</summary>
    public IReadOnlyList<float> Floats { get; internal set; } = [];

    /// <summary>The tensor or tensors; empty where it holds something else.</summary>
    public IReadOnlyList<Tensor> Tensors { get; internal set; } = [];

    /// <summary>The inner graph or graphs; empty where it holds something else.</summary>
    public IReadOnlyList<Graph> Graphs { get; private init; } = [];

    /// <summary>The bytes that the attribute was read from; null for one made in code.</summary>
    internal ByteRange? Original { get; }

    /// <summary>Whether the name is another one than in the file.</summary>
    internal bool IsRenamed { get; private init; }

    /// <summary>Makes an attribute for a new node.</summary>
    /// <param name="name">Its name, such as <c>axis</c>.</param>
    /// <param name="value">The integer.</param>
    /// <returns>An attribute of no file.</returns>
    public static Attribute CreateAttribute(string name, long value) =>
        new(original: null) { Name = name, Kind = AttributeType.Int, Int = value };

    /// <summary>A new attribute that holds a float.</summary>
    /// <param name="name">Its name, such as <c>epsilon</c>.</param>
    /// <param name="value">The float.</param>
    /// <returns>An attribute of no file.</returns>
    public static Attribute CreateAttribute(string name, float value) =>
        new(original: null) { Name = name, Kind = AttributeType.Float, Float = value };

    /// <summary>A new attribute that holds integers.</summary>
    /// <param name="name">Its name, such as <c>value_ints</c>.</param>
    /// <param name="values">The integers.</param>
    /// <returns>An attribute of no file.</returns>
    public static Attribute CreateAttribute(string name, IReadOnlyList<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(original: null) { Name = name, Kind = AttributeType.Ints, Ints = values };
    }

    /// <summary>The same constant under a name and with graphs.</summary>
    /// <param name="name">The name.</param>
    /// <param name="graphs">As many inner graphs as the file has for it.</param>
    internal Attribute With(string name, IReadOnlyList<Graph> graphs) => new(Original)
    {
        Name = name,
        IsRenamed = IsRenamed || name != Name,
        Kind = Kind,
        Int = Int,
        Float = Float,
        Text = Text,
        Ints = Ints,
        Floats = Floats,
        Tensors = Tensors,
        Graphs = graphs,
    };
}
