using System.Globalization;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.TestModels;

public sealed class TinyModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, new[] { "config.json", "generation_config.json", "model.onnx" })]
    [InlineData(TinyDecoderForm.GenAiLlama, new[] { "genai_config.json", "model.onnx", "model.onnx.data" })]
    public void Form_ByDefault_WritesItsExportersFiles(TinyDecoderForm form, string[] files)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Path, new() { Form = form });

        Assert.Equal(
            [.. files, "tokenizer.json", "tokenizer_config.json"],
            Directory.GetFiles(decoder.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(WeightStorage.ExternalPacked)]
    [InlineData(WeightStorage.ExternalAligned)]
    public void ExternalStorage_OfAllWeights_PlacesThemInOrder(WeightStorage storage)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Path, new() { Storage = storage });
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(decoder.ModelPath));

        long end = 0;
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            long offset = Number(tensor, "offset");
            Assert.False(tensor.HasRawData);
            Assert.Equal(storage == WeightStorage.ExternalAligned ? (end + 4095) / 4096 * 4096 : end, offset);
            end = offset + Number(tensor, "length");
        }

        Assert.Equal(end, new FileInfo(_folder.Combine("model.onnx_data")).Length);
    }

    private static long Number(TensorProto tensor, string key) =>
        long.Parse(tensor.ExternalData.Single(entry => entry.Key == key).Value, CultureInfo.InvariantCulture);
}
