using System.Runtime.InteropServices;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Rounds a float32 model to half precision, as converters do: inputs and outputs keep their types.</summary>
internal static class HalfPrecision
{
    // What masks have instead of minus infinity would become infinite.
    private static readonly float Largest = (float)Half.MaxValue;

    public static void Apply(ModelProto model)
    {
        foreach (GraphProto graph in GraphProtos.Of(model))
        {
            graph.ValueInfo.Clear();
            foreach (TensorProto tensor in WholeModel.TensorsOf(graph)
                .Where(tensor => tensor.DataType == (int)DataType.Float))
            {
                Round(tensor);
            }

            foreach (AttributeProto attribute in graph.Node.Where(node => node.OpType == "Cast")
                .SelectMany(node => node.Attribute)
                .Where(attribute => attribute.I == (int)DataType.Float))
            {
                attribute.I = (int)DataType.Float16;
            }
        }

        CastEnds(model.Graph);
    }

    private static void Round(TensorProto tensor)
    {
        float[] numbers = tensor.HasRawData
            ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray()
            : [.. tensor.FloatData];
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<Half>(
            Array.ConvertAll(numbers, number => (Half)Math.Clamp(number, -Largest, Largest))));
        tensor.FloatData.Clear();
        tensor.DataType = (int)DataType.Float16;
    }

    private static void CastEnds(GraphProto graph)
    {
        List<NodeProto> first = [];
        List<NodeProto> last = [];
        Dictionary<string, string> inner = [];
        foreach (string name in graph.Input.Where(IsFloat).Select(info => info.Name))
        {
            inner[name] = name + "_half";
            first.Add(Cast(name, name + "_half", DataType.Float16));
        }

        GraphProtos.ReplaceReads(graph, inner);
        foreach (string name in graph.Output.Where(IsFloat).Select(info => info.Name))
        {
            GraphProtos.ReplaceReads(graph, new Dictionary<string, string> { [name] = name + "_half" });
            NodeProto producer = graph.Node.First(node => node.Output.Contains(name));
            producer.Output[producer.Output.IndexOf(name)] = name + "_half";
            last.Add(Cast(name + "_half", name, DataType.Float));
        }

        GraphProtos.SetNodes(graph, [.. first, .. graph.Node, .. last]);
    }

    private static bool IsFloat(ValueInfoProto info) => info.Type.TensorType.ElemType == (int)DataType.Float;

    private static NodeProto Cast(string input, string output, DataType type)
    {
        NodeProto node = new() { OpType = "Cast", Name = $"cast {output}", Output = { output } };
        new NodeBuilder(node).Reads(input).With("to", (long)type);
        return node;
    }
}
