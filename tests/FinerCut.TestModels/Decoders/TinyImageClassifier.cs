using System.Text.Json.Nodes;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>A small residual network for images: it has a residual <c>Add</c>, logits and a <c>config.json</c>, but no
/// decoder.</summary>
public static class TinyImageClassifier
{
    /// <summary>Writes <c>model.onnx</c>, <c>config.json</c> and <c>preprocessor_config.json</c> into a folder, which
    /// is created.</summary>
    /// <returns>The path of <c>model.onnx</c>.</returns>
    public static string Write(string folder, int seed = 1)
    {
        Directory.CreateDirectory(folder);
        TinyConfiguration.WriteJson(Path.Combine(folder, "config.json"), new()
        {
            ["architectures"] = new JsonArray("ResNetForImageClassification"),
            ["hidden_sizes"] = new JsonArray(8),
            ["model_type"] = "resnet",
            ["num_channels"] = 3,
        });
        TinyConfiguration.WriteJson(
            Path.Combine(folder, "preprocessor_config.json"), new() { ["do_resize"] = true, ["size"] = 16 });
        return TinyModelFiles.Write(Build(seed), folder, WeightStorage.SingleFile, "model.onnx_data");
    }

    /// <summary>The model in memory: <c>pixel_values</c> <c>[batch, 3, 16, 16]</c> to <c>logits</c> <c>[batch,
    /// 10]</c>.</summary>
    public static ModelProto Build(int seed)
    {
        RandomWeights random = new(seed);
        GraphBuilder graph = new("main_graph");
        graph.Input("pixel_values", DataType.Float, "batch_size", 3, 16, 16)
            .Output("logits", DataType.Float, "batch_size", 10);
        string stem = graph.Scope("/resnet/embedder")
            .Op("Relu", Convolve(graph, random, ("/resnet/embedder", "pixel_values", 3)));
        GraphScope block = graph.Scope("/resnet/layer.0");
        string inner = block.Op("Relu", Convolve(graph, random, ("/resnet/layer.0/conv.0", stem, 8)));
        string sum = block.Op("Add", Convolve(graph, random, ("/resnet/layer.0/conv.1", inner, 8)), stem);
        string pooled = graph.Scope("/resnet/pooler").Op("GlobalAveragePool", block.Op("Relu", sum));
        string flat = graph.Scope("/classifier").Node("Flatten", pooled).With("axis", 1).Value;
        string weight = graph.Initializer("classifier.weight", random.Matrix(8, 10), 8, 10);
        string bias = graph.Initializer("classifier.bias", random.Norm(10), 10);
        graph.Node("Gemm", "/classifier/Gemm", "logits").Reads(flat, weight, bias);
        return graph.ToModel(new()
        {
            IrVersion = 8,
            ProducerName = "pytorch",
            ProducerVersion = "2.13.0",
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = 18 } },
        });
    }

    private static string Convolve(
        GraphBuilder graph, RandomWeights random, (string Scope, string Input, int Channels) layer)
    {
        string weight = graph.Initializer(
            $"{layer.Scope[1..].Replace('/', '.')}.weight", random.Matrix(
                layer.Channels * 9, 8), 8, layer.Channels, 3, 3);
        return graph.Scope(layer.Scope).Node("Conv", layer.Input, weight)
            .With("kernel_shape", [3L, 3L]).With("pads", [1L, 1L, 1L, 1L]).Value;
    }
}
