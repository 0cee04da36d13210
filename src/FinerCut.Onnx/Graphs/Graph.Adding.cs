namespace FinerCut.Onnx.Graphs;

/// <content>What can be put into a graph, each time in constant time.</content>
public sealed partial class Graph
{
    /// <summary>Takes one more value from outside, after all others.</summary>
    /// <param name="name">A name that no other value of this graph has.</param>
    /// <param name="type">Element type and shape, as the file will describe them.</param>
    /// <returns>The input, which nobody reads yet.</returns>
    /// <exception cref="ArgumentException">Another value has the name.</exception>
    public Value AddInput(string name, TensorType type)
    {
        Value value = NewValue(name);
        AppendInput(value, new ValueInfo(name, type));
        MarkModified();
        return value;
    }

    /// <summary>Puts in a new node with one output and no attributes.</summary>
    /// <param name="place">The node that it comes before.</param>
    /// <param name="opType">The operator, of ONNX's own domain.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="name">Name of the node and, with <c>_output_0</c>, of its output.</param>
    /// <returns>The node.</returns>
    /// <exception cref="ArgumentException">Another value has the output's name.</exception>
    public Node InsertBefore(Node place, string opType, IReadOnlyList<Value?> inputs, string name) =>
        InsertBefore(place, new NewNode(name, opType) { Inputs = inputs, Outputs = [name + "_output_0"] });

    /// <summary>Puts in a new node with whatever it has.</summary>
    /// <param name="place">The node of this graph that it comes before.</param>
    /// <param name="wanted">What it is to be; its inputs are values of this graph or of those around it.</param>
    /// <returns>The node, its outputs read by nobody yet.</returns>
    /// <exception cref="ArgumentException">Another value has the name of an output.</exception>
    public Node InsertBefore(Node place, NewNode wanted)
    {
        Node node = Create(wanted);
        node.Place = _nodes.AddBefore(place.Place!, node);
        return node;
    }

    /// <summary>Gives an initializer another tensor.</summary>
    /// <param name="value">An initializer of this graph.</param>
    /// <param name="tensor">A tensor of the same name.</param>
    /// <exception cref="ArgumentException">The value is no initializer of the graph, or the tensor has another
    /// name.</exception>
    public void ReplaceInitializer(Value value, Tensor tensor)
    {
        if (value.Graph != this || value.Initializer is null || tensor.Name != value.Name)
        {
            throw new ArgumentException($"'{value.Name}' cannot become the tensor '{tensor.Name}'.", nameof(value));
        }

        value.Initializer = tensor;
        MarkModified();
    }

    /// <summary>Moves a node to another place in the order.</summary>
    /// <param name="node">A node of this graph.</param>
    /// <param name="place">The node that it comes before, another one of this graph.</param>
    public void MoveBefore(Node node, Node place)
    {
        _nodes.Remove(node.Place!);
        node.Place = _nodes.AddBefore(place.Place!, node);
        MarkModified();
    }

    private Node Create(NewNode wanted)
    {
        Node node = new(this, wanted.Name, wanted.OpType, wanted.Domain) { Attributes = wanted.Attributes };
        foreach (string? output in wanted.Outputs)
        {
            node.AddOutput(output is null ? null : NewValue(output));
        }

        foreach (Value? input in wanted.Inputs)
        {
            node.AddInput(input);
        }

        node.MarkModified();
        return node;
    }

    private Value NewValue(string name) => DefineValue(name)
        ?? throw new ArgumentException($"There is another value called '{name}'.", nameof(name));
}
