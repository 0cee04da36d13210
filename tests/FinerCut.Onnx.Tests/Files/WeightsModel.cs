using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using DataType = FinerCut.TestModels.Protos.TensorProto.Types.DataType;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>A model that gives out its weights: for each a node <c>NAME</c> to an output <c>NAME.out</c>.</summary>
internal sealed class WeightsModel(TemporaryFolder folder)
{
    public ModelProto Proto { get; } = new() { IrVersion = 10, Graph = new GraphProto { Name = "weights" } };

    public string Path => folder.Combine("source", "model.onnx");

    /// <summary>A tensor whose elements are in another file.</summary>
    public static TensorProto External(
        string name, (string Location, long Offset, long Length) place, DataType type = DataType.Uint8) => new()
        {
            Name = name,
            DataType = (int)type,
            Dims = { place.Length },
            DataLocation = TensorProto.Types.DataLocation.External,
            ExternalData =
        {
            Entry("location", place.Location),
            Entry("offset", $"{place.Offset}"),
            Entry("length", $"{place.Length}")
        },
        };

    public static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };

    public WeightsModel Add(TensorProto tensor)
    {
        Proto.Graph.Initializer.Add(tensor);
        return Give(tensor.Name, new NodeProto { OpType = "Identity", Input = { tensor.Name } });
    }

    /// <summary>Adds a node and gives its value to the outside.</summary>
    public WeightsModel Give(string name, NodeProto node)
    {
        node.Name = name;
        node.Output.Add(name + ".out");
        Proto.Graph.Node.Add(node);
        Proto.Graph.Output.Add(new ValueInfoProto { Name = name + ".out" });
        return this;
    }

    /// <summary>Writes a data file of bytes that are all different from their neighbours.</summary>
    public WeightsModel Data(string location, int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        string path = folder.Combine("source", location);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return this;
    }

    public Model Open()
    {
        Directory.CreateDirectory(folder.Combine("source"));
        File.WriteAllBytes(Path, Proto.ToByteArray());
        return Model.Open(Path);
    }

    /// <summary>Takes all weights out but some.</summary>
    public static void Keep(Model model, params string[] names)
    {
        foreach (Value output in model.Graph.Outputs.Where(output => !names.Contains(output.Producer!.Name)).ToList())
        {
            model.Graph.RemoveOutput(output);
        }

        DeadCode.Remove(model.Graph);
    }
}
