using System.Runtime.InteropServices;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes products with packed 4-bit weights as ONNX's own operators.</summary>
internal static class DequantizedWeights
{
    public static bool Fits(ModelProto model)
    {
        List<NodeProto> products = [.. model.Graph.Node.Where(node => node.OpType == "MatMulNBits")];
        return products.Count > 0 && products.TrueForAll(node => node.Input.Skip(3).All(name => name.Length == 0)
            && Int(node, "accuracy_level") != 4)
            && !model.Graph.Node.Any(node => node.OpType == "GatherBlockQuantized");
    }

    public static void Apply(ModelProto model)
    {
        NodeList nodes = new();
        foreach (NodeProto node in model.Graph.Node.ToList())
        {
            if (node.OpType == "MatMulNBits")
            {
                Rewrite(model.Graph, nodes, node);
            }
            else
            {
                nodes.Nodes.Add(node);
            }
        }

        GraphProtos.SetNodes(model.Graph, nodes.Nodes);
        OperatorSetIdProto standard = model.OpsetImport.First(import => import.Domain.Length == 0);
        // The first version with blocks and 4 bits.
        standard.Version = Math.Max(standard.Version, 21);
        DeadValues.Remove(model);
    }

    private static void Rewrite(GraphProto graph, NodeList nodes, NodeProto product)
    {
        (int inputs, int outputs, int block) =
            ((int)Int(product, "K"), (int)Int(product, "N"), (int)Int(product, "block_size"));
        int blocks = (inputs + block - 1) / block;
        TensorProto packed = graph.Initializer.First(tensor => tensor.Name == product.Input[1]);
        TensorProto scales = graph.Initializer.First(tensor => tensor.Name == product.Input[2]);
        float[] scale = MemoryMarshal.Cast<byte, float>(scales.RawData.Span).ToArray();
        string weight = Add(graph, new()
        {
            Name = packed.Name + "_transposed",
            DataType = (int)DataType.Int4,
            Dims = { inputs, outputs },
            RawData = Transpose(packed.RawData.Span, (inputs, outputs, blocks * block)),
        });
        float[] turned = [.. Enumerable.Range(0, blocks * outputs)
            .Select(index => scale[(index % outputs * blocks) + (index / outputs)])];
        TensorProto newScales = Tensors.Of(turned, blocks, outputs);
        newScales.Name = scales.Name + "_transposed";
        string numbers = nodes.Node("DequantizeLinear", weight, Add(graph, newScales)).With("axis", 0).With(
            "block_size", block).Value;
        nodes.Node("MatMul", product.Input[0], numbers).Writes(product.Output[0]);
    }

    private static string Add(GraphProto graph, TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>From unsigned numbers around 8, a row for each output, to signed ones, a row for each input; two
    /// to a byte, the first one low.</summary>
    private static ByteString Transpose(ReadOnlySpan<byte> packed, (int Inputs, int Outputs, int Row) sizes)
    {
        byte[] turned = new byte[sizes.Inputs * sizes.Outputs / 2];
        for (int index = 0; index < sizes.Inputs * sizes.Outputs; index++)
        {
            (int input, int output) = (index / sizes.Outputs, index % sizes.Outputs);
            int place = (output * sizes.Row) + input;
            int number = ((packed[place / 2] >> (place % 2 * 4)) & 15) ^ 8;
            turned[index / 2] |= (byte)(number << (index % 2 * 4));
        }

        return ByteString.CopyFrom(turned);
    }

    private static long Int(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I ?? 0;
}
