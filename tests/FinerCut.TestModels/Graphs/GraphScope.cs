using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Graphs;

/// <summary>
/// Names nodes as the TorchScript exporter does: <c>scope/Op</c>, <c>scope/Op_1</c>, ..., each with the output
/// <c>name_output_0</c>.
/// </summary>
/// <param name="graph">The graph to which nodes are added.</param>
/// <param name="path">The scope's path.</param>
public sealed class GraphScope(GraphBuilder graph, string path)
{
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>The graph to which nodes are added.</summary>
    public GraphBuilder Graph => graph;

    /// <summary>The scope below this one.</summary>
    public GraphScope Scope(string name) => graph.Scope($"{path}/{name}");

    /// <summary>Adds the next node of that operator. Its inputs are arguments, so that their nodes come before
    /// it.</summary>
    public NodeBuilder Node(string opType, params string[] inputs)
    {
        int count = _counts.GetValueOrDefault(opType);
        _counts[opType] = count + 1;
        string name = count == 0 ? $"{path}/{opType}" : $"{path}/{opType}_{count}";
        return graph.Node(opType, name, $"{name}_output_0").Reads(inputs);
    }

    /// <summary>Adds a node without attributes and answers its output.</summary>
    public string Op(string opType, params string[] inputs) => Node(opType, inputs).Value;

    /// <summary>A <c>Constant</c> node with a tensor.</summary>
    public string Constant(TensorProto tensor) => Node("Constant").With("value", tensor).Value;

    /// <summary>A scalar int64 constant.</summary>
    public string Scalar(long value) => Constant(Tensors.Of([value]));

    /// <summary>A scalar float32 constant.</summary>
    public string Scalar(float value) => Constant(Tensors.Of([value]));

    /// <summary>A constant int64 vector.</summary>
    public string Vector(params long[] values) => Constant(Tensors.Of(values, values.Length));

    /// <summary>A <c>Cast</c>.</summary>
    public string Cast(string value, TensorProto.Types.DataType type) =>
        Node("Cast", value).With("to", (long)type).Value;

    /// <summary>The size of one axis, through <c>Shape</c> and <c>Gather</c>.</summary>
    public string SizeOf(string value, long axis)
    {
        string shape = Op("Shape", value);
        string index = Scalar(axis);
        return Node("Gather", shape, index).With("axis", 0).Value;
    }

    /// <summary>An <c>Unsqueeze</c> on one axis.</summary>
    public string Unsqueeze(string value, long axis)
    {
        string axes = Vector(axis);
        return Op("Unsqueeze", value, axes);
    }

    /// <summary>A <c>Concat</c> along an axis.</summary>
    public string Concat(long axis, params string[] values) => Node("Concat", values).With("axis", axis).Value;

    /// <summary>A <c>Reshape</c> to a computed shape.</summary>
    public string Reshape(string value, string shape) => Node("Reshape", value, shape).With("allowzero", 0).Value;

    /// <summary>A <c>Transpose</c>.</summary>
    public string Transpose(string value, params long[] permutation) =>
        Node("Transpose", value).With("perm", permutation).Value;

    /// <summary>Torch's <c>expand</c>, where -1 keeps a dimension: <c>Expand</c> to a shape with 1 in its
    /// place.</summary>
    /// <param name="value">What to expand.</param>
    /// <param name="sizes">Vectors of one element each.</param>
    public string Expand(string value, params string[] sizes)
    {
        string wanted = Reshape(Concat(0, sizes), Vector(-1));
        string ones = Node("ConstantOfShape", Op("Shape", wanted)).With("value", Tensors.Of([1L], 1)).Value;
        string kept = Op("Mul", ones, Scalar(-1L));
        string shape = Op("Where", Op("Equal", wanted, kept), ones, wanted);
        return Op("Expand", value, shape);
    }
}
