using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Computes once what no input changes. Weights that are to be dequantized stay as they are.</summary>
internal static class ConstantFolding
{
    private static readonly HashSet<string> Kept =
        ["DequantizeLinear", "QuantizeLinear", "RandomNormal", "RandomUniform"];

    public static void Apply(ModelProto model) => Apply(model, model.Graph, []);

    private static void Apply(ModelProto model, GraphProto graph, Dictionary<string, TensorProto> outer)
    {
        Dictionary<string, TensorProto> tensors = new(outer);
        foreach (TensorProto tensor in graph.Initializer)
        {
            tensors[tensor.Name] = tensor;
        }

        List<NodeProto> constants = FindConstants(graph, [.. tensors.Keys]);
        HashSet<string> computed = [.. constants.SelectMany(node => node.Output)];
        GraphProtos.SetNodes(graph, graph.Node.Except(constants));
        string[] read = [.. GraphProtos.ReadsOf(graph).Where(computed.Contains).Distinct()];
        foreach (TensorProto tensor in Compute(model, constants, (tensors, read)))
        {
            graph.Initializer.Add(tensor);
            tensors[tensor.Name] = tensor;
        }

        foreach (GraphProto inner in graph.Node.SelectMany(GraphProtos.InnerOf))
        {
            Apply(model, inner, tensors);
        }
    }

    private static List<NodeProto> FindConstants(GraphProto graph, HashSet<string> known)
    {
        HashSet<string> outputs = [.. graph.Output.Select(output => output.Name)];
        List<NodeProto> constants = [];
        foreach (NodeProto node in graph.Node)
        {
            if (!Kept.Contains(node.OpType) && !GraphProtos.InnerOf(node).Any()
                && node.Input.All(name => name.Length == 0 || known.Contains(name))
                && !node.Output.Any(outputs.Contains))
            {
                constants.Add(node);
                known.UnionWith(node.Output);
            }
        }

        return constants;
    }

    private static List<TensorProto> Compute(
        ModelProto model, List<NodeProto> nodes, (Dictionary<string, TensorProto> Tensors, string[] Read) values)
    {
        if (values.Read.Length == 0)
        {
            return [];
        }

        HashSet<string> needed = [.. nodes.SelectMany(node => node.Input)];
        ModelProto part = new() { IrVersion = model.IrVersion, OpsetImport = { model.OpsetImport } };
        part.Graph = new()
        {
            Name = "constants",
            Node = { nodes },
            Initializer = { values.Tensors.Values.Where(tensor => needed.Contains(tensor.Name)) },
            Output = { values.Read.Select(name => new ValueInfoProto { Name = name }) },
        };
        using SessionOptions options = new()
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR
        };
        using InferenceSession session = new(part.ToByteArray(), options);
        using RunOptions run = new();
        using IDisposableReadOnlyCollection<OrtValue> results =
            session.Run(run, new Dictionary<string, OrtValue>(), values.Read);
        return [.. values.Read.Zip(results, ToTensor)];
    }

    private static TensorProto ToTensor(string name, OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        ByteString bytes = ByteString.CopyFrom(value.GetTensorMutableRawData());
        return new()
        {
            Name = name,
            DataType = (int)(DataType)(int)info.ElementDataType,
            Dims = { info.Shape },
            RawData = bytes
        };
    }
}
