using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Models whose residual stream is rounded to 8 bits before and after every addition, as static quantization
/// leaves it.</summary>
public static class QuantizedStreams
{
    /// <summary>Writes a model with plain additions and products, quantized; a session may save it, which makes one
    /// operator of each addition.</summary>
    /// <param name="modelPath">A model whose residuals add products with weights.</param>
    /// <param name="isSaved">Whether a session saves it.</param>
    /// <param name="nulled">Places of branches in the stream, from 0, whose last product gets weights of zero.</param>
    /// <param name="folder">Where to write; it is created.</param>
    /// <returns>The path of the written model.</returns>
    public static string Write(string modelPath, bool isSaved, IReadOnlyCollection<int> nulled, string folder)
    {
        Directory.CreateDirectory(folder);
        ModelProto model = WholeModel.Read(modelPath);
        Apply(model, nulled);
        string path = WholeModel.Write(model, Path.Combine(folder, "model.onnx"));
        if (isSaved)
        {
            string quantized = Path.Combine(folder, "quantized.onnx");
            File.Move(path, quantized);
            SavedSession.Save(quantized, GraphOptimizationLevel.ORT_ENABLE_EXTENDED, path);
        }

        return path;
    }

    private static void Apply(ModelProto model, IReadOnlyCollection<int> nulled)
    {
        Dictionary<string, NodeProto> products = GemmResiduals.ProductsOf(model.Graph);
        NodeList nodes = new();
        HashSet<string> streams = [];
        int place = 0;
        foreach (NodeProto node in model.Graph.Node)
        {
            if (!GemmResiduals.IsResidual(node, products))
            {
                nodes.Nodes.Add(node);
                _ = node.OpType == "Cast" && streams.Contains(node.Input[0]) && streams.Add(node.Output[0]);
                continue;
            }

            int branch = products.ContainsKey(node.Input[0]) ? 0 : 1;
            if (nulled.Contains(place))
            {
                TensorProto weight =
                    model.Graph.Initializer.First(tensor => tensor.Name == products[node.Input[branch]].Input[1]);
                weight.RawData = ByteString.CopyFrom(new byte[weight.RawData.Length]);
            }

            // Each place has a scale of its own, and none is a simple fraction of another: halves would be rounded this
            // way and that.
            string stream = streams.Contains(node.Input[1 - branch])
                ? node.Input[1 - branch]
                : Round(nodes, node.Input[1 - branch], 1 / 22.13f);
            string sum = nodes.Op("Add", stream, Round(nodes, node.Input[branch], 1 / (30.71f + place)));
            Round(nodes, sum, 1 / (20.37f - (0.41f * place)));
            nodes.Nodes[^1].Output[0] = node.Output[0];
            streams.Add(node.Output[0]);
            place++;
        }

        GraphProtos.SetNodes(model.Graph, nodes.Nodes);
    }

    private static string Round(NodeList nodes, string value, float step)
    {
        string scale = nodes.Node("Constant").With("value", Tensors.Of([step])).Value;
        string zero = nodes.Node("Constant").With(
            "value", new TensorProto { DataType = (int)DataType.Uint8, RawData = ByteString.CopyFrom(127) }).Value;
        return nodes.Op("DequantizeLinear", nodes.Op("QuantizeLinear", value, scale, zero), scale, zero);
    }
}
