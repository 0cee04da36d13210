namespace FinerCut.Onnx.Graphs;

/// <summary>A graph of nodes and values. Inputs, outputs, initializers and nodes keep the order of the file.</summary>
/// <remarks>An edit takes as long as there are values, places and uses that change by it, however large the graph
/// is.</remarks>
public sealed partial class Graph
{
    private readonly Dictionary<string, Value> _values = [];
    private readonly OrderedItems<Node> _nodes = new();
    private readonly OrderedItems<Value> _inputs = new();
    private readonly OrderedItems<Value> _outputs = new();
    private readonly OrderedItems<Value> _initializers = new();
    private readonly List<Value> _described = [];

    internal Graph(ByteRange original, Graph? outer) => (Original, Outer) = (original, outer);

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The graph around it; null for a model's own.</summary>
    public Graph? Outer { get; }

    /// <summary>The nodes; a valid file lists each after those whose values it reads.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>What it takes from outside.</summary>
    public IReadOnlyList<Value> Inputs => _inputs;

    /// <summary>What it gives to the outside.</summary>
    public IReadOnlyList<Value> Outputs => _outputs;

    /// <summary>The constants that have names.</summary>
    public IReadOnlyList<Value> Initializers => _initializers;

    /// <summary>The bytes that the graph was read from.</summary>
    internal ByteRange Original { get; }

    /// <summary>Whether the graph or one inside it is another one than in the file.</summary>
    internal bool IsModified { get; private set; }

    /// <summary>The inner values that the file describes, as far as they are still there.</summary>
    internal IEnumerable<Value> DescribedValues => _described.Where(value => FindOwnValue(value.Name) == value);

    /// <summary>What the file stores of constant tensors, in inner graphs too; of a sparse one its two parts.</summary>
    internal IEnumerable<Tensor> Tensors =>
        _initializers.SelectMany(value => value.Initializer!.Stored).Concat(_nodes.SelectMany(node => node.Tensors));

    /// <summary>Looks a value up, in the graphs around it too.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where there is none.</returns>
    public Value? FindValue(string name) => FindOwnValue(name) ?? Outer?.FindValue(name);

    /// <summary>Makes a name that no value of this graph has.</summary>
    /// <param name="name">The name wanted.</param>
    /// <returns>That name, with as many underscores at its end as it takes.</returns>
    public string UnusedName(string name)
    {
        while (_values.ContainsKey(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>Takes a node out; its outputs go with it.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <exception cref="InvalidOperationException">Somebody still reads an output.</exception>
    public void Remove(Node node) => RemoveAll(new HashSet<Node> { node });

    /// <summary>Takes several nodes out at once.</summary>
    /// <param name="nodes">Nodes of this graph, whose outputs nobody else reads.</param>
    /// <exception cref="InvalidOperationException">Somebody else still reads an output; nothing was taken
    /// out.</exception>
    public void RemoveAll(IReadOnlySet<Node> nodes)
    {
        HashSet<Node> gone = [.. nodes.SelectMany(node => node.WithInnerNodes)];
        List<Value> outputs = [.. nodes.SelectMany(node => node.Outputs).OfType<Value>()];
        if (outputs.Find(IsStillRead) is { } used)
        {
            throw new InvalidOperationException($"'{used.Producer?.Title}' cannot go while '{used.Name}' is read.");
        }

        foreach (Node node in gone)
        {
            node.Disconnect();
        }

        outputs.ForEach(Forget);
        foreach (Node node in nodes)
        {
            _nodes.Remove(node.Place!);
            node.Place = null;
        }

        MarkModified();

        bool IsStillRead(Value output) => output.IsGraphOutput || output.Uses.Any(use => !gone.Contains(use.Node));
    }

    /// <summary>Takes the initializers out that nobody reads.</summary>
    public void RemoveUnusedInitializers()
    {
        foreach (Value value in _initializers.Where(value => value.IsUnused).ToList())
        {
            _initializers.Remove(value.InitializerPlace!);
            (value.InitializerPlace, value.Initializer) = (null, null);
            // As an input it had a default; without it, callers would have to give what nobody reads.
            TakeOutOfInputs(value);
            Forget(value);
        }
    }

    /// <summary>Takes an input out.</summary>
    /// <param name="value">One that nobody reads.</param>
    /// <exception cref="InvalidOperationException">Somebody still reads it.</exception>
    public void RemoveInput(Value value)
    {
        if (!value.IsUnused)
        {
            throw new InvalidOperationException($"The input '{value.Name}' cannot go while it is read.");
        }

        TakeOutOfInputs(value);
        Forget(value);
    }

    /// <summary>Gives a value no longer to the outside, in whichever places it was.</summary>
    /// <param name="value">An output of the graph.</param>
    public void RemoveOutput(Value value)
    {
        value.OutputPlaces?.ForEach(_outputs.Remove);
        value.OutputPlaces = null;
        MarkModified();
    }

    /// <summary>Takes one place of the outputs out, as the branches of a choice count them.</summary>
    /// <param name="index">0-based index of an output.</param>
    public void RemoveOutputAt(int index)
    {
        LinkedListNode<Value> place = _outputs.PlaceAt(index);
        List<LinkedListNode<Value>> places = place.Value.OutputPlaces!;
        places.Remove(place);
        place.Value.OutputPlaces = places.Count > 0 ? places : null;
        _outputs.Remove(place);
        MarkModified();
    }

    internal void MarkModified()
    {
        for (Graph? graph = this; graph is not null; graph = graph.Outer)
        {
            graph.IsModified = true;
        }
    }

    internal void Rename(Value value, string name)
    {
        if (FindOwnValue(name) is { } other && other != value)
        {
            throw new ArgumentException($"There is another value called '{name}'.", nameof(name));
        }

        _values.Remove(value.Name);
        _values[name] = value;
        MarkModified();
    }

    internal void Forget(Value value)
    {
        if (FindOwnValue(value.Name) == value)
        {
            _values.Remove(value.Name);
        }

        value.Producer = null;
        MarkModified();
    }

    /// <summary>Gives another value to the outside under the old one's name, itself or, where it has a name to keep, a
    /// copy of it.</summary>
    internal void ReplaceOutput(Value old, Value replacement)
    {
        string name = old.Name;
        old.Rename(UnusedName(name + "_removed"));
        Value output = replacement;
        if (replacement.IsGraphOutput || replacement.Producer is null || replacement.Graph != this)
        {
            Node copy = Create(new NewNode(name + "_copy", "Identity") { Inputs = [replacement], Outputs = [name] });
            AppendNode(copy);
            output = copy.Outputs[0]!;
        }
        else
        {
            replacement.Rename(name);
        }

        old.OutputPlaces!.ForEach(place => place.Value = output);
        (output.OutputPlaces, output.OutputInfo, old.OutputPlaces) = (old.OutputPlaces, old.OutputInfo, null);
    }

    private void TakeOutOfInputs(Value value)
    {
        if (value.InputPlace is { } place)
        {
            _inputs.Remove(place);
            value.InputPlace = null;
        }
    }
}
