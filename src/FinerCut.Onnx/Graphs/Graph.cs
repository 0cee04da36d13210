using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>A graph of nodes and values. Inputs, outputs, initializers and nodes keep the order of the file.</summary>
public sealed partial class Graph
{
    private readonly Dictionary<string, Value> _values = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Value> _inputs = [];
    private readonly List<Value> _outputs = [];
    private readonly List<Value> _initializers = [];
    private readonly List<Value> _described = [];
    private readonly Dictionary<Value, ValueInfoMessage> _outputInfos = [];

    internal Graph(ByteRange range, Graph? outer) => (Range, Outer, Depth) = (range, outer, outer is null ? 0 : outer.Depth + 1);

    /// <summary>Its name.</summary>
    public string Name { get; internal set; } = "";

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

    internal ByteRange Range { get; }

    internal int Depth { get; }

    internal bool IsModified { get; private set; }

    internal List<NodeMessage> NodeMessages { get; } = [];

    internal List<TensorMessage> InitializerMessages { get; } = [];

    internal List<SparseTensorMessage> SparseInitializerMessages { get; } = [];

    internal List<ValueInfoMessage> InputMessages { get; } = [];

    internal List<ValueInfoMessage> OutputMessages { get; } = [];

    internal List<ValueInfoMessage> ValueInfoMessages { get; } = [];

    /// <summary>The inner values that the file describes, as far as they are still there.</summary>
    internal IEnumerable<Value> DescribedValues => _described.Where(value => _values.GetValueOrDefault(value.Name) == value);

    /// <summary>Looks a value up, in the graphs around it too.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where there is none.</returns>
    public Value? FindValue(string name) => _values.GetValueOrDefault(name) ?? Outer?.FindValue(name);

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
    /// <exception cref="InvalidOperationException">Somebody else still reads an output; nothing was taken out.</exception>
    public void RemoveAll(IReadOnlySet<Node> nodes)
    {
        HashSet<Node> gone = [.. nodes.SelectMany(node => node.WithInnerNodes)];
        List<Value> outputs = [.. nodes.SelectMany(node => node.Outputs).OfType<Value>()];
        if (outputs.Find(output => output.IsGraphOutput || output.Uses.Any(use => !gone.Contains(use.Node))) is { } used)
        {
            throw new InvalidOperationException($"'{used.Producer?.Title}' cannot go while '{used.Name}' is read.");
        }

        foreach (Value input in gone.SelectMany(node => node.Inputs).OfType<Value>().ToHashSet())
        {
            input.RemoveUsesOf(gone);
        }

        outputs.ForEach(Forget);
        _nodes.RemoveAll(nodes.Contains);
        MarkModified();
    }

    /// <summary>Takes the initializers out that nobody reads.</summary>
    public void RemoveUnusedInitializers()
    {
        List<Value> unused = [.. _initializers.Where(value => value.IsUnused)];
        _initializers.RemoveAll(value => value.IsUnused);
        foreach (Value value in unused)
        {
            value.Initializer = null;
            // As an input it had a default; without it, callers would have to give what nobody reads.
            _inputs.Remove(value);
            value.IsGraphInput = false;
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

        _inputs.Remove(value);
        value.IsGraphInput = false;
        Forget(value);
    }

    /// <summary>Gives a value no longer to the outside, in whichever places it was.</summary>
    /// <param name="value">An output of the graph.</param>
    public void RemoveOutput(Value value)
    {
        _outputs.RemoveAll(output => output == value);
        value.IsGraphOutput = false;
        MarkModified();
    }

    /// <summary>Takes one place of the outputs out, as the branches of a choice count them.</summary>
    /// <param name="index">0-based index of an output.</param>
    public void RemoveOutputAt(int index)
    {
        Value value = _outputs[index];
        _outputs.RemoveAt(index);
        value.IsGraphOutput = _outputs.Contains(value);
        MarkModified();
    }

    /// <summary>Moves a node to another place in the order.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <param name="place">The node that it comes before.</param>
    public void MoveBefore(Node node, Node place)
    {
        _nodes.Remove(node);
        _nodes.Insert(_nodes.IndexOf(place), node);
        MarkModified();
    }

    /// <summary>What the file stores of constant tensors, in inner graphs too; of a sparse one its two parts.</summary>
    internal IEnumerable<Tensor> Tensors =>
        _initializers.SelectMany(value => value.Initializer!.Stored).Concat(_nodes.SelectMany(node => node.Tensors));

    internal void MarkModified()
    {
        for (Graph? graph = this; graph is not null; graph = graph.Outer)
        {
            graph.IsModified = true;
        }
    }

    internal ValueInfoMessage OutputInfo(Value output) => _outputInfos[output];

    internal void Rename(Value value, string name)
    {
        if (_values.TryGetValue(name, out Value? other) && other != value)
        {
            throw new ArgumentException($"There is another value called '{name}'.", nameof(name));
        }

        _values.Remove(value.Name);
        _values[name] = value;
        MarkModified();
    }

    internal void Forget(Value value)
    {
        if (_values.GetValueOrDefault(value.Name) == value)
        {
            _values.Remove(value.Name);
        }

        value.Producer = null;
        MarkModified();
    }

    /// <summary>Gives another value to the outside under the old one's name, itself or, where it has a name to keep, a copy of it.</summary>
    internal void ReplaceOutput(Value old, Value replacement)
    {
        string name = old.Name;
        old.Rename(UnusedName(name + "_removed"));
        Value output = replacement;
        if (replacement.IsGraphOutput || replacement.Producer is null || replacement.Graph != this)
        {
            Node copy = Create(new NewNode(name + "_copy", "Identity") { Inputs = [replacement], Outputs = [name] });
            _nodes.Add(copy);
            output = copy.Outputs[0]!;
        }
        else
        {
            replacement.Rename(name);
        }

        for (int index = 0; index < _outputs.Count; index++)
        {
            _outputs[index] = _outputs[index] == old ? output : _outputs[index];
        }

        _outputInfos[output] = _outputInfos[old];
        (old.IsGraphOutput, output.IsGraphOutput) = (false, true);
    }
}
