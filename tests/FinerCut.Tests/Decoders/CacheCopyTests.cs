using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Tests.Decoders;

public class CacheCopyTests
{
    [Fact]
    public void Find_TwoOutputsThatContinueOneCache_NamesBoth()
    {
        using TemporaryFolder folder = new();
        string path = TinyDecoder.Write(folder.Path).ModelPath;
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        ValueInfoProto copy = proto.Graph.Output.Single(output => output.Name == "present.1.key").Clone();
        copy.Name = "copy";
        proto.Graph.Node
            .Add(new NodeProto { OpType = "Identity", Input = { "present.1.key" }, Output = { copy.Name } });
        proto.Graph.Output.Add(copy);
        File.WriteAllBytes(path, proto.ToByteArray());

        using Model model = Model.Open(path);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => DecoderMap.Find(model));
        Assert.Equal("FC1080", error.Code);
        Assert.Contains("'present.1.key', 'copy'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'past_key_values.1.key'", error.Message, StringComparison.Ordinal);
    }
}
