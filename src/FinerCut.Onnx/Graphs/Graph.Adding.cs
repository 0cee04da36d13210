using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <content>What can be put into a graph.</content>
public sealed partial class Graph
{
    /// <summary>Takes one more value from outside, after all others.</summary>
    /// <param name="name">A name that no other value of this graph has.</param>
    /// <param name="type">Element type and shape, as the file will describe them.</param>
    /// <returns>The input, which nobody reads yet.</returns>
    /// <exception cref="ArgumentException">Another value has the name.</exception>
    public Value AddInput(string name, TensorType type)
    {
        if (_values.ContainsKey(name))
        {
            throw new ArgumentException($"There is another value called '{name}'.", nameof(name));
        }

        Value value = NewValue(name);
        (value.IsGraphInput, value.Info) = (true, ValueInfoMessage.Read(InMemory(ValueInfoMessage.Write(name, type))));
        _inputs.Add(value);
        MarkModified();
        return value;
    }

    /// <summary>Puts in a new node with one output and no attributes.</summary>
    /// <param name="place">The node that it comes before.</param>
    /// <param name="opType">The operator, of ONNX's own domain.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="name">Name of the node and, with <c>_output_0</c>, of its output.</param>
    /// <returns>The node.</returns>
    public Node InsertBefore(Node place, string opType, IReadOnlyList<Value?> inputs, string name) =>
        InsertBefore(place, new NewNode(name, opType) { Inputs = inputs, Outputs = [name + "_output_0"] });

    /// <summary>Puts in a new node with whatever it has.</summary>
    /// <param name="place">The node of this graph that it comes before.</param>
    /// <param name="wanted">What it is to be; its inputs are values of this graph or of those around it.</param>
    /// <returns>The node, its outputs read by nobody yet.</returns>
    public Node InsertBefore(Node place, NewNode wanted)
    {
        Node node = Create(wanted);
        _nodes.Insert(_nodes.IndexOf(place), node);
        return node;
    }

    private Node Create(NewNode wanted)
    {
        Node node = new(this, NodeMessage.Read(InMemory(NodeMessage.Write(wanted)), this));
        foreach (Value? input in wanted.Inputs)
        {
            node.AddInput(input);
        }

        foreach (string? output in wanted.Outputs)
        {
            node.AddOutput(output is null ? null : NewValue(output));
        }

        node.MarkModified();
        return node;
    }

    /// <summary>A message that is in no file, under the name of the file that it will go with.</summary>
    private ByteRange InMemory(MessageBuilder message) => new(new MemoryByteSource(message.ToArray(), Range.Source.Name), 0, message.Length);
}
