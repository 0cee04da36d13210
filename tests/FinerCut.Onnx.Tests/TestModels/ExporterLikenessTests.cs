using System.Text.RegularExpressions;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Oracles;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.TestModels;

public partial class ExporterLikenessTests
{
    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, "llama-gqa.optimum.fp32", 8)]
    [InlineData(TinyDecoderForm.GenAiLlama, "llama-gqa.genai-cpu.fp32", 16)]
    public void Decoder_OfTheZoosSizes_IsTheExportersGraphNodeByNode(TinyDecoderForm form, string folder, int headSize)
    {
        ModelProto real = ModelProto.Parser.ParseFrom(File.ReadAllBytes(ZooFolder.Require(folder).ModelPath));
        TinyDecoderOptions options = new() { Form = form, Layers = 4, Hidden = 32, FfnSize = 64, HeadSize = headSize };
        ModelProto tiny = TinyDecoder.Build(options, TinyDecoderWeights.Random(options));

        Assert.Equal(real.Graph.Node.Select(Text), tiny.Graph.Node.Select(Text));
        Assert.Equal(real.Graph.Initializer.Select(Text), tiny.Graph.Initializer.Select(Text));
        Assert.Equal(real.Graph.Input, tiny.Graph.Input);
        Assert.Equal(real.Graph.Output, tiny.Graph.Output);
        Assert.Equal(Sorted(real.Graph.ValueInfo), Sorted(tiny.Graph.ValueInfo));
        Assert.Equal(real.OpsetImport, tiny.OpsetImport);
        Assert.Equal(real.IrVersion, tiny.IrVersion);
    }

    private static string Text(NodeProto node) => WithoutTraceNumbers(node.ToString());

    private static string Text(TensorProto tensor) =>
        WithoutTraceNumbers($"{tensor.Name} {string.Join('x', tensor.Dims)}");

    private static IEnumerable<string> Sorted(IEnumerable<ValueInfoProto> values) =>
        values.Select(value => value.ToString()).Order(StringComparer.Ordinal);

    /// <summary>Torch numbers what is in no scope by its place in a trace that has more in it than the graph.</summary>
    private static string WithoutTraceNumbers(string text) => TraceNumber().Replace(text, "$1");

    [GeneratedRegex("(onnx::[A-Za-z]+_|\"Constant_)[0-9]+")]
    private static partial Regex TraceNumber();
}
