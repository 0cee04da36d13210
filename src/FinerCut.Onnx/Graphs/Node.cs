using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>One operation of a graph.</summary>
public sealed class Node
{
    private readonly List<Value?> _inputs = [];
    private readonly List<Value?> _outputs = [];
    private bool _isModified;

    internal Node(Graph graph, NodeMessage message)
    {
        Graph = graph;
        Message = message;
        (Name, OpType, Domain, Attributes) = (message.Name, message.OpType, message.Domain, message.Attributes);
        (_isModified, HasNewOperator) = (message.IsInlined, message.IsInlined);
    }

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
    public IReadOnlyList<Attribute> Attributes { get; private set; }

    /// <summary>Name for people: its own, else operator and first output.</summary>
    public string Title => Name.Length > 0 ? Name : $"{OpType}({_outputs.FirstOrDefault(output => output is not null)?.Name})";

    /// <summary>The graphs inside it, of <c>If</c>, <c>Loop</c> and <c>Scan</c>.</summary>
    public IEnumerable<Graph> InnerGraphs =>
        Attributes.Count == 0 ? [] : Attributes.SelectMany(attribute => attribute.Graphs);

    internal NodeMessage Message { get; }

    /// <summary>The constant tensors in its attributes, in inner graphs too.</summary>
    internal IEnumerable<Tensor> Tensors => Attributes.Count == 0
        ? []
        : Attributes.SelectMany(attribute => attribute.Tensors).SelectMany(tensor => tensor.Stored)
            .Concat(InnerGraphs.SelectMany(graph => graph.Tensors));

    /// <summary>Itself and all nodes inside it.</summary>
    internal IEnumerable<Node> WithInnerNodes => InnerGraphs.SelectMany(graph => graph.Nodes).SelectMany(node => node.WithInnerNodes).Prepend(this);

    internal bool IsModified => _isModified || Attributes.Any(attribute => attribute.Graphs.Any(graph => graph.IsModified));

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
        _inputs[index]?.RemoveUse(new Use(this, index));
        _inputs[index] = value;
        value?.AddUse(new Use(this, index));
        MarkModified();
    }

    /// <summary>Turns it into another operator that reads other values and writes only its first output, its attributes unchanged.</summary>
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
        for (int i = 0; i < _inputs.Count; i++)
        {
            _inputs[i]?.RemoveUse(new Use(this, i));
        }

        _inputs.Clear();
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
            _ = output.IsUnused ? output : throw new InvalidOperationException($"'{output.Name}' is read.");
            Graph.Forget(output);
        }

        _outputs.RemoveAt(index);
        MarkModified();
    }

    /// <summary>Operator, inputs and outputs.</summary>
    /// <returns>For people.</returns>
    public override string ToString() =>
        $"{string.Join(", ", _outputs.Select(value => value?.Name ?? "_"))} = {OpType}({string.Join(", ", _inputs.Select(value => value?.Name ?? "_"))})";

    internal void MarkModified()
    {
        _isModified = true;
        Graph.MarkModified();
    }

    internal void AddInput(Value? value)
    {
        value?.AddUse(new Use(this, _inputs.Count));
        _inputs.Add(value);
        MarkModified();
    }

    internal void Connect(IEnumerable<Value?> inputs)
    {
        foreach (Value? input in inputs)
        {
            input?.AddUse(new Use(this, _inputs.Count));
            _inputs.Add(input);
        }
    }

    internal void AddOutput(Value? value)
    {
        if (value is not null)
        {
            value.Producer = this;
        }

        _outputs.Add(value);
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
