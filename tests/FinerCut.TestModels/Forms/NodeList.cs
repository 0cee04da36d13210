using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>Collects new nodes in order; names are counted up.</summary>
internal sealed class NodeList
{
    private int _count;

    public List<NodeProto> Nodes { get; } = [];

    /// <summary>Adds a node with one output.</summary>
    public NodeBuilder Node(string opType, params string[] inputs)
    {
        string name = $"/form/{opType}_{_count++}";
        NodeProto node = new() { OpType = opType, Name = name, Output = { name + "_output_0" } };
        Nodes.Add(node);
        return new NodeBuilder(node).Reads(inputs);
    }

    /// <summary>Adds a node without attributes and answers its output.</summary>
    public string Op(string opType, params string[] inputs) => Node(opType, inputs).Value;

    public string Scalar(long value) => Node("Constant").With("value", Tensors.Of([value])).Value;

    public string Vector(params long[] values) =>
        Node("Constant").With("value", Tensors.Of(values, values.Length)).Value;

    /// <summary>A scalar: the size of an axis.</summary>
    public string SizeOf(string value, long axis) => Op("Gather", Op("Shape", value), Scalar(axis));

    public string Cast(string value, TensorProto.Types.DataType type) =>
        Node("Cast", value).With("to", (long)type).Value;

    public string Reshape(string value, params long[] shape) => Op("Reshape", value, Vector(shape));

    public string Transpose(string value, params long[] permutation) =>
        Node("Transpose", value).With("perm", permutation).Value;
}
