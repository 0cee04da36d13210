using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.TestModels.Forms;

/// <summary>Tiny decoders whose attention has neither rotary embedding nor grouped heads, as operators older than these
/// want it.</summary>
public static class PlainDecoders
{
    /// <summary>Writes one in the form of GenAI's builder.</summary>
    /// <returns>The path of the model.</returns>
    public static string Write(string folder)
    {
        TinyDecoder decoder = TinyDecoder.Write(
            folder, new() { Form = TinyDecoderForm.GenAiLlama, KvHeads = 4, Storage = WeightStorage.SingleFile });
        ModelProto model = WholeModel.Read(decoder.ModelPath);
        foreach (NodeProto node in model.Graph.Node.Where(node => node.OpType == "GroupQueryAttention"))
        {
            node.Attribute.First(attribute => attribute.Name == "do_rotary").I = 0;
        }

        return WholeModel.Write(model, decoder.ModelPath);
    }

    /// <summary>Writes a copy in which the last products of branches have weights of zero, which are found by their
    /// names.</summary>
    /// <returns>The path of the copy.</returns>
    public static string NullProducts(string modelPath, IEnumerable<string> sublayers, string folder)
    {
        ModelProto model = WholeModel.Read(modelPath);
        foreach (string[] parts in sublayers.Select(name => name.Split('.')))
        {
            string weight =
                $"model.layers.{parts[0]}.{(parts[1] == "attn" ? "attn.o_proj" : "mlp.down_proj")}.MatMul.weight";
            TensorProto tensor = model.Graph.Initializer.First(tensor => tensor.Name == weight);
            tensor.RawData = ByteString.CopyFrom(new byte[tensor.RawData.Length]);
        }

        Directory.CreateDirectory(folder);
        File.Copy(
            Path.Combine(Path.GetDirectoryName(modelPath)!, "genai_config.json"),
            Path.Combine(folder, "genai_config.json"));
        return WholeModel.Write(model, Path.Combine(folder, "model.onnx"));
    }
}
