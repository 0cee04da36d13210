using System.Globalization;
using System.Text.Json.Nodes;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using FinerCut.Tests.Commands.Prune;
using Google.Protobuf;

namespace FinerCut.Tests.Companions;

/// <summary>A decoder whose data file others read too: <c>shared_initializers</c> of two parts, and a head for more
/// tokens with its own graph.</summary>
internal sealed class SharedParts : IDisposable
{
    public const string Reader = "mtp.onnx";
    public const string Data = "model.onnx.data";

    public SharedParts()
    {
        TinyDecoderOptions options =
            new() { Form = TinyDecoderForm.GenAiLlama, Storage = WeightStorage.ExternalAligned };
        Run = new(options);
        using Model model = Model.Open(Run.Decoder.ModelPath);
        Shared = model.Graph.Initializers.Last(value => value.Initializer!.ExternalData is not null).Initializer!;
        Gone = model.Graph.Initializers.First(value =>
            value.Name.Contains("layers.0.mlp.down", StringComparison.Ordinal)).Initializer!;
        WriteReader();
        EditConfiguration(Folder, configuration =>
        {
            configuration["decoder"]!["shared_initializers"] = new JsonArray(EntryOf(Shared, asText: true));
            configuration["mtp"] = new JsonObject
            {
                ["filename"] = Reader,
                ["num_hidden_layers"] = 1,
                ["shared_initializers"] = new JsonArray(EntryOf(Gone, asText: false)),
            };
            configuration["vision"] =
                new JsonObject { ["filename"] = "parts/vision.onnx", ["config_filename"] = "parts/vision.json" };
        });
        Directory.CreateDirectory(Path.Combine(Folder, "parts"));
        File.WriteAllText(Path.Combine(Folder, "parts", "vision.onnx"), "of a form that nobody reads");
        File.WriteAllText(Path.Combine(Folder, "parts", "vision.json"), "{}");
    }

    public PruningRun Run { get; }

    public string Folder => Run.Decoder.Folder;

    /// <summary>A weight of the end of the model.</summary>
    public Tensor Shared { get; }

    /// <summary>A weight of the first feed-forward network.</summary>
    public Tensor Gone { get; }

    public static void EditConfiguration(string folder, Action<JsonNode> edit)
    {
        string path = Path.Combine(folder, "genai_config.json");
        JsonNode root = JsonNode.Parse(File.ReadAllText(path))!;
        edit(root["model"]!);
        File.WriteAllText(path, root.ToJsonString());
    }

    public static JsonNode Configuration(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "genai_config.json")))!["model"]!;

    public static void EditReader(string folder, Action<ModelProto> edit)
    {
        string path = Path.Combine(folder, Reader);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        edit(model);
        File.WriteAllBytes(path, model.ToByteArray());
    }

    /// <summary>The bytes that an entry, or a tensor, speaks of.</summary>
    public static byte[] BytesAt(string folder, string file, long offset, long length) =>
        File.ReadAllBytes(Path.Combine(folder, file))[(int)offset..(int)(offset + length)];

    public static byte[] BytesOf(string folder, Tensor tensor) =>
        BytesAt(folder, tensor.ExternalData!.Location, tensor.ExternalData.Offset, tensor.ExternalData.Length);

    public void Dispose() => Run.Dispose();

    private static JsonObject EntryOf(Tensor tensor, bool asText) => new()
    {
        ["name"] = tensor.Name,
        ["data_file"] = Data,
        ["offset"] = asText ? tensor.ExternalData!.Offset.ToString(CultureInfo.InvariantCulture)
            : tensor.ExternalData!.Offset,
        ["length"] = asText ? tensor.ExternalData.Length.ToString(CultureInfo.InvariantCulture)
            : tensor.ExternalData.Length,
    };

    /// <summary>It has bytes of both weights, and some of its own file.</summary>
    private void WriteReader()
    {
        GraphProto graph = new() { Name = "mtp" };
        foreach (Tensor tensor in new[] { Shared, Gone })
        {
            graph.Initializer.Add(External($"own.{tensor.Name}", Data, tensor.ExternalData!.Offset, 16));
        }

        graph.Initializer.Add(External("own", "mtp.onnx.data", 0, 4));
        File.WriteAllBytes(Path.Combine(Folder, "mtp.onnx.data"), [1, 2, 3, 4]);
        File.WriteAllBytes(Path.Combine(Folder, Reader),
            new ModelProto { IrVersion = 10, Graph = graph }.ToByteArray());
    }

    private static TensorProto External(string name, string file, long offset, long length) => new()
    {
        Name = name,
        DataType = (int)TensorProto.Types.DataType.Uint8,
        Dims = { length },
        DataLocation = TensorProto.Types.DataLocation.External,
        ExternalData =
        {
            new StringStringEntryProto { Key = "location", Value = file },
            new StringStringEntryProto { Key = "offset", Value = offset.ToString(CultureInfo.InvariantCulture) },
            new StringStringEntryProto { Key = "length", Value = length.ToString(CultureInfo.InvariantCulture) },
        },
    };
}
