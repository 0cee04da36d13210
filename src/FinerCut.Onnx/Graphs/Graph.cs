using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>A graph of nodes and values. Inputs, outputs, initializers and nodes keep the order of the file.</summary>
public sealed class Graph
{
    private readonly Dictionary<string, Value> _values = [];
    private readonly List<Node> _nodes = [];
    private readonly List<Value> _inputs = [];
    private readonly List<Value> _outputs = [];
    private readonly List<Value> _initializers = [];
    private readonly List<Value> _described = [];
    private readonly Dictionary<Value, ValueInfoMessage> _outputInfos = [];

    internal Graph(ByteRange range, Graph? outer) => (Range, Outer) = (range, outer);

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

    internal int Depth => Outer is null ? 0 : Outer.Depth + 1;

    internal bool IsModified { get; private set; }

    internal List<int> FieldOrder { get; } = [];

    internal List<NodeMessage> NodeMessages { get; } = [];

    internal List<TensorMessage> InitializerMessages { get; } = [];

    internal List<string> SparseInitializers { get; } = [];

    internal List<ValueInfoMessage> InputMessages { get; } = [];

    internal List<ValueInfoMessage> OutputMessages { get; } = [];

    internal List<ValueInfoMessage> ValueInfoMessages { get; } = [];

    /// <summary>The inner values that the file describes, as far as they are still there.</summary>
    internal IEnumerable<Value> DescribedValues => _described.Where(value => _values.GetValueOrDefault(value.Name) == value);

    /// <summary>Looks a value up, in the graphs around it too.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where there is none.</returns>
    public Value? FindValue(string name) => _values.GetValueOrDefault(name) ?? Outer?.FindValue(name);

    /// <summary>Takes a node out; its outputs go with it.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <exception cref="InvalidOperationException">Somebody still reads an output.</exception>
    public void Remove(Node node)
    {
        if (node.Outputs.FirstOrDefault(output => output is { IsUnused: false }) is { } used)
        {
            throw new InvalidOperationException($"'{node.Title}' cannot go while '{used.Name}' is read.");
        }

        node.Disconnect();
        foreach (Value output in node.Outputs.OfType<Value>())
        {
            Forget(output);
        }

        _nodes.Remove(node);
    }

    /// <summary>Takes several nodes out at once.</summary>
    /// <param name="nodes">Nodes of this graph, whose outputs nobody else reads.</param>
    /// <exception cref="InvalidOperationException">Somebody else still reads an output.</exception>
    public void RemoveAll(IReadOnlySet<Node> nodes)
    {
        foreach (Node node in nodes)
        {
            node.Disconnect();
        }

        foreach (Value output in nodes.SelectMany(node => node.Outputs).OfType<Value>())
        {
            if (!output.IsUnused)
            {
                throw new InvalidOperationException($"'{output.Producer?.Title}' cannot go while '{output.Name}' is read.");
            }

            Forget(output);
        }

        _nodes.RemoveAll(nodes.Contains);
    }

    /// <summary>Takes an initializer out.</summary>
    /// <param name="value">One that nobody reads.</param>
    public void RemoveInitializer(Value value)
    {
        _initializers.Remove(value);
        value.Initializer = null;
        if (!value.IsGraphInput)
        {
            Forget(value);
        }
    }

    /// <summary>Takes an input out.</summary>
    /// <param name="value">One that nobody reads.</param>
    public void RemoveInput(Value value)
    {
        _inputs.Remove(value);
        value.IsGraphInput = false;
        Forget(value);
    }

    /// <summary>Gives a value no longer to the outside.</summary>
    /// <param name="value">An output of the graph.</param>
    public void RemoveOutput(Value value)
    {
        _outputs.Remove(value);
        value.IsGraphOutput = false;
        MarkModified();
    }

    /// <summary>Puts in a new node with one output and no attributes.</summary>
    /// <param name="place">The node that it comes before.</param>
    /// <param name="opType">The operator, of ONNX's own domain.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="name">Name of the node and, with <c>_output_0</c>, of its output.</param>
    /// <returns>The node.</returns>
    public Node InsertBefore(Node place, string opType, IReadOnlyList<Value?> inputs, string name)
    {
        byte[] bytes = NodeMessage.Write(name, opType).ToArray();
        Node node = new(this, NodeMessage.Read(new(new MemoryByteSource(bytes, Range.Source.Name), 0, bytes.Length), this));
        foreach (Value? input in inputs)
        {
            node.AddInput(input);
        }

        node.AddOutput(NewValue(name + "_output_0"));
        _nodes.Insert(_nodes.IndexOf(place), node);
        return node;
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

    internal void MarkModified() => IsModified = true;

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

    internal void ReplaceOutput(Value old, Value replacement)
    {
        if (replacement.IsGraphOutput || replacement.IsGraphInput || replacement.Initializer is not null || replacement.Graph != this)
        {
            throw new NotSupportedException($"The output '{old.Name}' cannot be taken from '{replacement.Name}', which has a name of its own to keep.");
        }

        string name = old.Name;
        _outputs[_outputs.IndexOf(old)] = replacement;
        _outputInfos[replacement] = _outputInfos[old];
        (old.IsGraphOutput, replacement.IsGraphOutput) = (false, true);
        old.Rename(name + "_removed");
        replacement.Rename(name);
    }

    internal void Disconnect()
    {
        foreach (Node node in _nodes)
        {
            node.Disconnect();
        }
    }

    /// <summary>Makes the values, each once.</summary>
    internal void Define()
    {
        foreach (ValueInfoMessage info in InputMessages)
        {
            Value input = NewValue(info.Name);
            (input.IsGraphInput, input.Info) = (true, info);
            _inputs.Add(input);
        }

        foreach (TensorMessage message in InitializerMessages)
        {
            Value value = _values.GetValueOrDefault(message.Name) is { IsGraphInput: true, Initializer: null } input ? input : NewValue(message.Name);
            value.Initializer = new Tensor(message);
            _initializers.Add(value);
        }

        foreach (string name in SparseInitializers)
        {
            NewValue(name);
        }

        foreach (NodeMessage message in NodeMessages)
        {
            Node node = new(this, message);
            _nodes.Add(node);
            foreach (string output in message.Outputs)
            {
                node.AddOutput(output.Length == 0 ? null : NewValue(output));
            }
        }

        Describe();
        IsModified = false;
    }

    /// <summary>Connects nodes with the values that they read, in inner graphs too.</summary>
    internal void Connect()
    {
        foreach (Node node in _nodes)
        {
            node.Connect(node.Message.Inputs.Select(name => name.Length == 0 ? null : Resolve(name, node.Title)));
            foreach (Graph inner in node.InnerGraphs)
            {
                inner.Connect();
            }
        }

        foreach (ValueInfoMessage info in OutputMessages)
        {
            Value output = Resolve(info.Name, "graph output");
            output.IsGraphOutput = true;
            output.Info ??= info;
            _outputs.Add(output);
            _outputInfos[output] = info;
        }
    }

    private void Describe()
    {
        foreach (ValueInfoMessage info in ValueInfoMessages)
        {
            if (_values.TryGetValue(info.Name, out Value? value))
            {
                value.Info ??= info;
                _described.Add(value);
            }
        }
    }

    private Value Resolve(string name, string reader) =>
        FindValue(name) ?? throw OnnxFileErrors.Undefined(Range.Source.Name, name, reader);

    private Value NewValue(string name)
    {
        Value value = new(this, name);
        return _values.TryAdd(name, value) ? value : throw OnnxFileErrors.DefinedTwice(Range.Source.Name, name);
    }
}
