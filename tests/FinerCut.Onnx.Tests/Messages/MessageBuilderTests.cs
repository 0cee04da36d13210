using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Messages;

/// <summary>What is built, as another protobuf library reads it.</summary>
public class MessageBuilderTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    public void Fields_OfEveryKind_AreReadByProtobuf(long number)
    {
        AttributeProto expected = new() { Name = "größe", I = number, F = -0.5f, S = ByteString.CopyFrom(1, 2, 3) };

        byte[] built = new MessageBuilder().Text(1, "größe").Float(2, -0.5f).Varint(3, number).Bytes(4, [1, 2, 3])
            .ToArray();

        Assert.Equal(expected, AttributeProto.Parser.ParseFrom(built));
        Assert.Equal(expected.ToByteArray(), built);
    }

    [Fact]
    public void Messages_InsideMessages_MixNewFieldsAndRanges()
    {
        byte[] node = new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } }.ToByteArray();
        using MemoryByteSource source = new(node);
        ByteRange range = new(source, 0, node.Length);
        MessageBuilder graph = new MessageBuilder()
            .Content(1, range)
            .Message(1, new MessageBuilder().Text(1, "y").Text(3, "second").CopyExcept(range, 1, 2))
            .Text(2, "graph");
        MessageBuilder model = new MessageBuilder().Varint(1, 10).Message(7, graph).Message(8, new MessageBuilder());
        graph.Text(2, "changed later");

        ModelProto expected = new()
        {
            IrVersion = 10,
            Graph = new GraphProto
            {
                Name = "graph",
                Node =
                {
                    new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } },
                    new NodeProto { OpType = "Relu", Input = { "y" }, Name = "second" },
                },
            },
            OpsetImport = { new OperatorSetIdProto() },
        };
        Assert.Equal(expected, ModelProto.Parser.ParseFrom(model.ToArray()));
        Assert.Equal(model.Length, model.ToArray().Length);
    }
}
