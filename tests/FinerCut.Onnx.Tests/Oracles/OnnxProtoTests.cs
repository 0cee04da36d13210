using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Oracles;

public class OnnxProtoTests
{
    [Fact]
    public void ZooFile_ParsedAndWrittenAgain_IsTheSameWithoutUnknownFields()
    {
        string[] files =
            [.. Directory.EnumerateFiles(SharedData.Require("zoo"), "*.onnx", SearchOption.AllDirectories)];

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            byte[] bytes = File.ReadAllBytes(file);
            Assert.Equal(bytes, ModelProto.Parser.ParseFrom(bytes).ToByteArray());
            Assert.Equal(0, UnknownBytes(bytes));
        });
    }

    [Fact]
    public void UnknownField_DeepInside_IsCounted()
    {
        ModelProto model = TinyImageClassifier.Build(seed: 1);
        byte[] plain = model.ToByteArray();
        model.Graph.Node[0].MergeFrom([0xA0, 0x3E, 0x01]);

        Assert.Equal(0, UnknownBytes(plain));
        Assert.Equal(3, UnknownBytes(model.ToByteArray()));
    }

    private static int UnknownBytes(byte[] file) =>
        ModelProto.Parser.ParseFrom(file).CalculateSize()
        - ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(file).CalculateSize();
}
