namespace FinerCut.Onnx.Graphs;

/// <content>How a graph is filled by those who read it from a file. Nothing here counts as an edit.</content>
public sealed partial class Graph
{
    /// <summary>Makes a value.</summary>
    /// <param name="name">The name of the value.</param>
    /// <returns>Null where another value of the graph has the name.</returns>
    internal Value? DefineValue(string name)
    {
        Value value = new(this, name);
        return _values.TryAdd(name, value) ? value : null;
    }

    /// <summary>Looks a value of this very graph up.</summary>
    /// <param name="name">The name of the value.</param>
    /// <returns>Null where there is none.</returns>
    internal Value? FindOwnValue(string name) => _values.GetValueOrDefault(name);

    /// <summary>Takes a value from outside, after all others.</summary>
    /// <param name="value">A value of this graph that is no input.</param>
    /// <param name="info">What the model says about the input.</param>
    internal void AppendInput(Value value, ValueInfo info) =>
        (value.InputPlace, value.Info) = (_inputs.AddLast(value), info);

    /// <summary>Gives a value to the outside, after all others.</summary>
    /// <param name="value">A value of this graph, which may be an output already.</param>
    /// <param name="info">What the model says about the output.</param>
    internal void AppendOutput(Value value, ValueInfo info)
    {
        value.Info ??= info;
        value.OutputInfo = info;
        (value.OutputPlaces ??= []).Add(_outputs.AddLast(value));
    }

    /// <summary>Lets a value start as a constant.</summary>
    /// <param name="value">A value of this graph that is no initializer.</param>
    /// <param name="tensor">The constant.</param>
    internal void AppendInitializer(Value value, Tensor tensor) =>
        (value.InitializerPlace, value.Initializer) = (_initializers.AddLast(value), tensor);

    /// <summary>Puts a node after all others.</summary>
    /// <param name="node">A node that was made for this graph.</param>
    internal void AppendNode(Node node) => node.Place = _nodes.AddLast(node);

    /// <summary>Keeps what the model says about an inner value.</summary>
    /// <param name="value">A value of this graph.</param>
    /// <param name="info">What the model says; an input keeps what was said of it among the inputs.</param>
    internal void Describe(Value value, ValueInfo info)
    {
        value.Info ??= info;
        _described.Add(value);
    }
}
