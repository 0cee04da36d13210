using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.TestModels.Decoders;

/// <summary>Writes a model's graph, and its weights beside it where that is wanted.</summary>
public static class TinyModelFiles
{
    /// <summary>Writes <c>model.onnx</c>.</summary>
    /// <param name="model">The model with all of its tensors inside; not changed.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="storage">Where the initialisers go.</param>
    /// <param name="dataFile">The name of the file beside <c>model.onnx</c>, where there is one.</param>
    /// <returns>The path of <c>model.onnx</c>.</returns>
    public static string Write(ModelProto model, string folder, WeightStorage storage, string dataFile)
    {
        ModelProto written = model.Clone();
        if (storage != WeightStorage.SingleFile)
        {
            using FileStream data = File.Create(Path.Combine(folder, dataFile));
            int alignment = storage == WeightStorage.ExternalAligned ? 4096 : 1;
            foreach (TensorProto tensor in written.Graph.Initializer)
            {
                MoveOut(tensor, data, (dataFile, alignment));
            }
        }

        string path = Path.Combine(folder, "model.onnx");
        File.WriteAllBytes(path, written.ToByteArray());
        return path;
    }

    internal static void MoveOut(TensorProto tensor, FileStream data, (string File, int Alignment) target)
    {
        data.SetLength((data.Length + target.Alignment - 1) / target.Alignment * target.Alignment);
        data.Seek(0, SeekOrigin.End);
        AddEntry(tensor, "location", target.File);
        AddEntry(tensor, "offset", $"{data.Position}");
        AddEntry(tensor, "length", $"{tensor.RawData.Length}");
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        data.Write(tensor.RawData.Span);
        tensor.ClearRawData();
    }

    private static void AddEntry(TensorProto tensor, string key, string value) =>
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
}
