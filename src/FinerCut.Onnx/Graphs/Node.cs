namespace FinerCut.Onnx.Graphs;

/// <summary>One operation of a graph.</summary>
public sealed class Node
{
    private readonly List<Value?> _inputs = [];
    private readonly List<LinkedListNode<Use>?> _uses = [];
    private readonly List<Value?> _outputs = [];
    private bool _isModified;

    internal Node(Graph graph, string name, string opType, string domain) =>
        (Graph, Name, OpType, Domain) = (graph, name, opType, domain);

    /// <summary>The graph it is in.</summary>
    public Graph Graph { get; }

    /// <summary>Its name; may be empty, need not be unique.</summary>
    public string Name { get; }

    /// <summary>The operator, such as <c>MatMul</c>.</summary>
    public string OpType { get; private set; }

    /// <summary>The operator's domain; empty for ONNX's own.</summary>
    public string Domain { get; private set; }

    /// <summary>What it reads; null where an optional input is left out.</summary>
    public IReadOnlyList<Value?> Inputs => _inputs;

    /// <summary>What it writes; null where an optional output is left out.</summary>
    public IReadOnlyList<Value?> Outputs => _outputs;

    /// <summary>Its constants.</summary>
    public IReadOnlyList<Attribute> Attributes { get; internal set; } = [];

    /// <summary>Name for people: its own, else operator and first output.</summary>
    public string Title => Name.Length > 0 ? Name
        : $"{OpType}({_outputs.FirstOrDefault(output => output is not null)?.Name})";

    /// <summary>The graphs inside it, of <c>If</c>, <c>Loop</c> and <c>Scan</c>.</summary>
    public IEnumerable<Graph> InnerGraphs =>
        Attributes.Count == 0 ? [] : Attributes.SelectMany(attribute => attribute.Graphs);

    /// <summary>The bytes that the node was read from; null for one made in code.</summary>
    internal ByteRange? Original { get; init; }

    /// <summary>The place among the nodes of the graph; null for a node that was taken out.</summary>
    internal LinkedListNode<Node>? Place { get; set; }

    /// <summary>The constant tensors in its attributes, in inner graphs too.</summary>
    internal IEnumerable<Tensor> Tensors => Attributes.Count == 0
        ? []
        : Attributes.SelectMany(attribute => attribute.Tensors).SelectMany(tensor => tensor.Stored)
            .Concat(InnerGraphs.SelectMany(graph => graph.Tensors));

    /// <summary>Itself and all nodes inside it.</summary>
    internal IEnumerable<Node> WithInnerNodes =>
        InnerGraphs.SelectMany(graph => graph.Nodes).SelectMany(node => node.WithInnerNodes).Prepend(this);

    /// <summary>Whether the node or a graph inside it is another one than in the file.</summary>
    internal bool IsModified =>
        _isModified || Attributes.Any(attribute => attribute.Graphs.Any(graph => graph.IsModified));

    /// <summary>Whether more than inputs and outputs are other ones than in the file.</summary>
    internal bool HasNewOperator { get; private set; }

    /// <summary>Looks an attribute up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where the node does not have it.</returns>
    public Attribute? FindAttribute(string name) => Attributes.FirstOrDefault(attribute => attribute.Name == name);

    /// <summary>Reads another value at an input.</summary>
    /// <param name="index">0-based index of an existing input.</param>
    /// <param name="value">The value; null to leave the input out.</param>
    public void SetInput(int index, Value? value)
    {
        Disconnect(index);
        (_inputs[index], _uses[index]) = (value, value?.AddUse(new Use(this, index)));
        MarkModified();
    }

    /// <summary>Turns it into another operator that reads other values and writes only its first output, its attributes
    /// unchanged.</summary>
    /// <param name="opType">The new operator.</param>
    /// <param name="domain">The operator's domain.</param>
    /// <param name="inputs">All it reads from now on.</param>
    public void Become(string opType, string domain, IReadOnlyList<Value?> inputs)
    {
        (OpType, Domain, HasNewOperator) = (opType, domain, true);
        SetInputs(inputs);
        TrimOutputs(1);
    }

    /// <summary>Reads other values at all inputs.</summary>
    /// <param name="inputs">All it reads from now on; null where an optional input is left out.</param>
    public void SetInputs(IReadOnlyList<Value?> inputs)
    {
        Disconnect();
        _inputs.Clear();
        _uses.Clear();
        MarkModified();
        foreach (Value? input in inputs)
        {
            AddInput(input);
        }
    }

    /// <summary>Gives it a constant more.</summary>
    /// <param name="attribute">One of a name that the node does not have.</param>
    public void Add(Attribute attribute)
    {
        (Attributes, HasNewOperator) = ([.. Attributes, attribute], true);
        MarkModified();
    }

    /// <summary>Writes a value that another node wrote before; that node is left without it.</summary>
    /// <param name="index">0-based index of an existing output.</param>
    /// <param name="value">An output of another node of the same graph.</param>
    public void TakeOutput(int index, Value value)
    {
        Node before = value.Producer!;
        before._outputs[before._outputs.IndexOf(value)] = null;
        before.MarkModified();
        if (_outputs[index] is { } old)
        {
            Graph.Forget(old);
        }

        _outputs[index] = value;
        value.Producer = this;
        MarkModified();
    }

    /// <summary>Writes one value less; the later ones move up.</summary>
    /// <param name="index">0-based index of an output that nobody reads.</param>
    /// <exception cref="InvalidOperationException">Somebody reads it.</exception>
    public void RemoveOutputAt(int index)
    {
        if (_outputs[index] is { } output)
        {
            if (!output.IsUnused)
            {
                throw new InvalidOperationException($"'{output.Name}' is read.");
            }

            Graph.Forget(output);
        }

        _outputs.RemoveAt(index);
        MarkModified();
    }

    /// <summary>Operator, inputs and outputs.</summary>
    /// <returns>For people.</returns>
    public override string ToString() => $"{Names(_outputs)} = {OpType}({Names(_inputs)})";

    internal void MarkModified()
    {
        _isModified = true;
        Graph.MarkModified();
    }

    /// <summary>Says that nothing of the node stands in its graph's file as the node is now.</summary>
    internal void MarkRewritten() => (_isModified, HasNewOperator) = (true, true);

    /// <summary>Reads one value more; no edit for a node that is read from a file.</summary>
    internal void AddInput(Value? value)
    {
        _uses.Add(value?.AddUse(new Use(this, _inputs.Count)));
        _inputs.Add(value);
    }

    /// <summary>Uses no value any more; the inputs stay to be looked at.</summary>
    internal void Disconnect()
    {
        for (int index = 0; index < _inputs.Count; index++)
        {
            Disconnect(index);
        }
    }

    /// <summary>Writes one value more; no edit for a node that is read from a file.</summary>
    internal void AddOutput(Value? value)
    {
        if (value is not null)
        {
            value.Producer = this;
        }

        _outputs.Add(value);
    }

    private static string Names(IEnumerable<Value?> values) =>
        string.Join(", ", values.Select(value => value?.Name ?? "_"));

    private void Disconnect(int index)
    {
        if (_uses[index] is { } use)
        {
            _inputs[index]!.RemoveUse(use);
            _uses[index] = null;
        }
    }

    private void TrimOutputs(int count)
    {
        foreach (Value output in _outputs.Skip(count).OfType<Value>())
        {
            Graph.Forget(output);
        }

        _outputs.RemoveRange(Math.Min(count, _outputs.Count), Math.Max(0, _outputs.Count - count));
    }
}
