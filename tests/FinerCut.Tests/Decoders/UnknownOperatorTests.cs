using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Tests.Decoders;

/// <summary>Operators of other runtimes that add to the stream and do more besides: what they hide is named, not passed
/// over.</summary>
public sealed class UnknownOperatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_ResidualInsideUnknownOperator_IsNotPassedOver(int place)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.GenAiLlama });
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(decoder.ModelPath));
        NodeProto node = proto.Graph.Node
            .Where(node => node.OpType == "SkipSimplifiedLayerNormalization")
            .ElementAt(place);
        (node.OpType, node.Domain) = ("SkipNormMatMul", "com.example");
        File.WriteAllBytes(decoder.ModelPath, proto.ToByteArray());
        using Model model = Model.Open(decoder.ModelPath);

        DecoderMap map = DecoderMap.Find(model);

        Assert.Equal(4, map.Sublayers.Count);
        Assert.Contains(
            map.NotUnderstood,
            sentence => sentence.Contains("by no addition that finercut knows", StringComparison.Ordinal));
    }
}
