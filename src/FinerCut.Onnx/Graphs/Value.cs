namespace FinerCut.Onnx.Graphs;

/// <summary>A value of a graph: an input, an initializer or an output of a node, with everyone who reads it.</summary>
public sealed class Value
{
    private readonly OrderedItems<Use> _uses = new();

    internal Value(Graph graph, string name) => (Graph, Name) = (graph, name);

    /// <summary>Its name, unique in its graph.</summary>
    public string Name { get; private set; }

    /// <summary>The graph that defines it.</summary>
    public Graph Graph { get; }

    /// <summary>The node that writes it; null for inputs and initializers.</summary>
    public Node? Producer { get; internal set; }

    /// <summary>The constant it starts as; null where it is no initializer.</summary>
    public Tensor? Initializer { get; internal set; }

    /// <summary>Whether the graph takes it from outside.</summary>
    public bool IsGraphInput => InputPlace is not null;

    /// <summary>Whether the graph gives it to the outside.</summary>
    public bool IsGraphOutput => OutputPlaces is not null;

    /// <summary>What the model says about it; null where it says nothing.</summary>
    public TensorType? Type => Info?.Type;

    /// <summary>Every input of a node that reads it, in inner graphs too.</summary>
    public IReadOnlyList<Use> Uses => _uses;

    /// <summary>Whether nothing would miss it.</summary>
    public bool IsUnused => _uses.Count == 0 && !IsGraphOutput;

    /// <summary>What the model says about the value; null where the model says nothing.</summary>
    internal ValueInfo? Info { get; set; }

    /// <summary>What the model says about the value as an output; null where the value is none.</summary>
    internal ValueInfo? OutputInfo { get; set; }

    /// <summary>The place among the graph's inputs; null where the value is none.</summary>
    internal LinkedListNode<Value>? InputPlace { get; set; }

    /// <summary>The place among the graph's initializers; null where the value is none.</summary>
    internal LinkedListNode<Value>? InitializerPlace { get; set; }

    /// <summary>The places among the graph's outputs, one or more; null where the value is none.</summary>
    internal List<LinkedListNode<Value>>? OutputPlaces { get; set; }

    /// <summary>Gives it another name; everyone who reads it follows.</summary>
    /// <param name="name">A name that no other value of the graph has.</param>
    /// <exception cref="ArgumentException">Another value has the name.</exception>
    public void Rename(string name)
    {
        Graph.Rename(this, name);
        (Name, Initializer) = (name, Initializer?.Renamed(name));
        Producer?.MarkModified();
        foreach (Use use in _uses)
        {
            use.Node.MarkModified();
        }
    }

    /// <summary>Lets everyone who reads this value read another one.</summary>
    /// <param name="replacement">What is read instead; this value is left without readers.</param>
    /// <remarks>If this value is an output of the graph, the replacement takes its name and place.</remarks>
    public void ReplaceWith(Value replacement)
    {
        foreach (Use use in _uses.ToList())
        {
            use.Node.SetInput(use.Index, replacement);
        }

        if (IsGraphOutput)
        {
            Graph.ReplaceOutput(this, replacement);
        }
    }

    /// <summary>Name and type.</summary>
    /// <returns>For people.</returns>
    public override string ToString() => Type is null ? Name : $"{Name}: {Type}";

    internal LinkedListNode<Use> AddUse(Use use) => _uses.AddLast(use);

    internal void RemoveUse(LinkedListNode<Use> use) => _uses.Remove(use);
}
