using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Graphs;

/// <summary>Builds a graph in the order of the calls; it checks nothing, ONNX Runtime does.</summary>
/// <param name="name">The graph's name.</param>
public sealed class GraphBuilder(string name)
{
    private readonly Dictionary<string, GraphScope> _scopes = [];

    /// <summary>The graph as built so far; it may be edited, for forms that no method here offers.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>Adds a graph input.</summary>
    public GraphBuilder Input(string value, DataType type, params Dimension[] dimensions)
    {
        Graph.Input.Add(ValueInfo(value, type, dimensions));
        return this;
    }

    /// <summary>Adds a graph output.</summary>
    public GraphBuilder Output(string value, DataType type, params Dimension[] dimensions)
    {
        Graph.Output.Add(ValueInfo(value, type, dimensions));
        return this;
    }

    /// <summary>States the type and shape of an inner value.</summary>
    public GraphBuilder Describe(string value, DataType type, params Dimension[] dimensions)
    {
        Graph.ValueInfo.Add(ValueInfo(value, type, dimensions));
        return this;
    }

    /// <summary>States the type of an inner value of unknown rank.</summary>
    public GraphBuilder DescribeType(string value, DataType type)
    {
        Graph.ValueInfo
            .Add(new ValueInfoProto { Name = value, Type = new() { TensorType = new() { ElemType = (int)type } } });
        return this;
    }

    /// <summary>Adds an initialiser and answers its name.</summary>
    public string Initializer(string value, float[] values, params long[] dims)
    {
        TensorProto tensor = Tensors.Of(values, dims);
        tensor.Name = value;
        Graph.Initializer.Add(tensor);
        return value;
    }

    /// <summary>Adds a node with one output, whose name the caller may still replace.</summary>
    /// <param name="opType">The operator, in the default domain.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="output">The name of its output.</param>
    public NodeBuilder Node(string opType, string node, string output)
    {
        NodeProto proto = new() { OpType = opType, Name = node, Output = { output } };
        Graph.Node.Add(proto);
        return new NodeBuilder(proto);
    }

    /// <summary>The scope of that path, always the same one, so that its numbering goes on.</summary>
    /// <param name="path">A path such as <c>/model/layers.0/self_attn</c>.</param>
    public GraphScope Scope(string path)
    {
        if (!_scopes.TryGetValue(path, out GraphScope? scope))
        {
            _scopes[path] = scope = new GraphScope(this, path);
        }

        return scope;
    }

    /// <summary>The finished model.</summary>
    /// <param name="header">Everything of the model but the graph: versions, producer, operator sets.</param>
    public ModelProto ToModel(ModelProto header)
    {
        ModelProto model = header.Clone();
        model.Graph = Graph;
        return model;
    }

    private static ValueInfoProto ValueInfo(string value, DataType type, Dimension[] dimensions)
    {
        TensorShapeProto shape = new() { Dim = { dimensions.Select(dimension => dimension.ToProto()) } };
        return new() { Name = value, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}
