using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Takes out <c>Identity</c>, and <c>Cast</c> to the type that a value has.</summary>
internal static class NoOperations
{
    // Their first output has the type of their first input.
    private static readonly HashSet<string> Same =
    [
        "Add", "Sub", "Mul", "Div", "Pow", "Sqrt", "Neg", "Reciprocal", "ReduceMean", "MatMul", "Gemm", "Reshape",
        "Transpose", "Unsqueeze", "Squeeze", "Slice",
        "Concat", "Softmax", "Sigmoid", "Tanh", "Erf", "Sin", "Cos", "Expand", "Gather", "Identity",
        "LayerNormalization", "Split", "Relu",
        "SimplifiedLayerNormalization", "SkipSimplifiedLayerNormalization", "SkipLayerNormalization", "MatMulNBits",
        "GroupQueryAttention",
    ];

    public static void Remove(ModelProto model)
    {
        Dictionary<string, int> types = [];
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            FindTypes(graph, types);
        }

        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            Remove(graph, types);
        }
    }

    private static void FindTypes(GraphProto graph, Dictionary<string, int> types)
    {
        foreach (ValueInfoProto info in graph.Input.Where(input => input.Type is not null))
        {
            types[info.Name] = info.Type.TensorType.ElemType;
        }

        foreach (TensorProto tensor in graph.Initializer)
        {
            types[tensor.Name] = tensor.DataType;
        }

        foreach (NodeProto node in graph.Node)
        {
            if (TypeOf(node, types) is { } type)
            {
                types[node.Output[0]] = type;
            }
        }
    }

    private static int? TypeOf(NodeProto node, Dictionary<string, int> types) => node.OpType switch
    {
        "Cast" => To(node),
        "Shape" or "Size" => (int)DataType.Int64,
        "Constant" => node.Attribute[0].T?.DataType,
        _ when Same.Contains(node.OpType) && types.TryGetValue(node.Input[0], out int type) => type,
        _ => null,
    };

    private static void Remove(GraphProto graph, Dictionary<string, int> types)
    {
        HashSet<string> outputs = [.. graph.Output.Select(output => output.Name)];
        List<NodeProto> gone =
            [.. graph.Node.Where(node => !outputs.Contains(node.Output[0]) && IsNoOperation(node, types))];
        GraphProtos.SetNodes(graph, graph.Node.Except(gone));
        GraphProtos.ReplaceReads(graph, gone.ToDictionary(node => node.Output[0], node => node.Input[0]));
    }

    private static bool IsNoOperation(NodeProto node, Dictionary<string, int> types) =>
        node.OpType == "Identity"
            || (node.OpType == "Cast" && types.TryGetValue(node.Input[0], out int type) && type == To(node));

    private static int To(NodeProto cast) => (int)cast.Attribute.First(attribute => attribute.Name == "to").I;
}
