using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <content>How a graph comes out of its messages.</content>
public sealed partial class Graph
{
    /// <summary>Makes the values, each once, in inner graphs too.</summary>
    internal void Define()
    {
        foreach (ValueInfoMessage info in InputMessages)
        {
            Value input = NewValue(info.Name);
            (input.IsGraphInput, input.Info) = (true, info);
            _inputs.Add(input);
        }

        IEnumerable<Tensor> tensors = InitializerMessages.Select(message => new Tensor(message));
        foreach (Tensor tensor in tensors.Concat(SparseInitializerMessages.Select(sparse => new Tensor(sparse))))
        {
            Value? input = _values.GetValueOrDefault(tensor.Name);
            Value value = input is { IsGraphInput: true, Initializer: null } ? input : NewValue(tensor.Name);
            value.Initializer = tensor;
            _initializers.Add(value);
        }

        foreach (NodeMessage message in NodeMessages)
        {
            OperatorArity.Check(message, Range.Source.Name);
            Node node = new(this, message);
            _nodes.Add(node);
            foreach (string output in message.Outputs)
            {
                node.AddOutput(output.Length == 0 ? null : NewValue(output));
            }

            foreach (Graph inner in node.InnerGraphs)
            {
                inner.Define();
            }
        }

        Describe();
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
            Value output = _values.GetValueOrDefault(info.Name) ?? throw OnnxFileErrors.UndefinedOutput(Range.Source.Name, info.Name);
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
