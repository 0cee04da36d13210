using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.TestModels.Forms;

/// <summary>Small models as one message, wherever their bytes are.</summary>
internal static class WholeModel
{
    /// <summary>Reads a model with all of its tensors inside.</summary>
    public static ModelProto Read(string path)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        foreach (TensorProto tensor in GraphProtos.Of(model).SelectMany(TensorsOf))
        {
            MoveIn(tensor, Path.GetDirectoryName(path)!);
        }

        return model;
    }

    /// <summary>The names of the files that tensors of a model are in.</summary>
    public static IEnumerable<string> DataFilesOf(
        string path) => GraphProtos.Of(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)))
        .SelectMany(TensorsOf)
            .SelectMany(tensor => tensor.ExternalData)
            .Where(entry => entry.Key == "location")
            .Select(entry => entry.Value)
            .Distinct();

    public static string Write(ModelProto model, string path)
    {
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    /// <summary>Initializers and the tensors of <c>Constant</c> nodes.</summary>
    public static IEnumerable<TensorProto> TensorsOf(
        GraphProto graph) => graph.Initializer.Concat(graph.Node.SelectMany(node => node.Attribute)
        .Where(attribute => attribute.T is not null).Select(attribute => attribute.T));

    private static void MoveIn(TensorProto tensor, string folder)
    {
        if (tensor.DataLocation != TensorProto.Types.DataLocation.External)
        {
            return;
        }

        Dictionary<string, string> entries = tensor.ExternalData.ToDictionary(entry => entry.Key, entry => entry.Value);
        using FileStream data = File.OpenRead(Path.Combine(folder, entries["location"]));
        data.Position = entries.TryGetValue("offset", out string? offset) ? long.Parse(offset, null) : 0;
        byte[] bytes = new byte[entries.TryGetValue("length", out string? length)
            ? int.Parse(length, null)
            : data.Length - data.Position];
        data.ReadExactly(bytes);
        tensor.RawData = ByteString.CopyFrom(bytes);
        tensor.ExternalData.Clear();
        tensor.ClearDataLocation();
    }
}
