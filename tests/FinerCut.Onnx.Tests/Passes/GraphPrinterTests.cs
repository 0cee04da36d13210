using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Passes;

public sealed class GraphPrinterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Graph_Printed_HasALineForEachPart()
    {
        NodeProto node = new()
        {
            OpType = "Conv",
            Input = { "x", "", "w" },
            Output = { "", "y" },
            Attribute =
            {
                new AttributeProto { Name = "group", Type = AttributeProto.Types.AttributeType.Int, I = 2 },
                new AttributeProto { Name = "alpha", Type = AttributeProto.Types.AttributeType.Float, F = 0.5f },
                new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 1, 2 } },
                new AttributeProto
                {
                    Name = "mode",
                    Type = AttributeProto.Types.AttributeType.String,
                    S = ByteString.CopyFromUtf8("same")
                },
                new AttributeProto
                {
                    Name = "value",
                    Type = AttributeProto.Types.AttributeType.Tensor,
                    T = new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 5 } }
                },
                new AttributeProto { Name = "without", Type = AttributeProto.Types.AttributeType.Tensor },
            },
        };
        GraphProto graph = new()
        {
            Input = { Described("x", 1, new() { DimParam = "batch" }, new() { DimValue = 3 }, new()) },
            Initializer = { new TensorProto { Name = "w", DataType = 1, Dims = { 1 }, FloatData = { 1 } } },
            Node = { node },
            Output = { new ValueInfoProto { Name = "y" } },
        };

        Assert.Equal(
            """
            input x: Float[batch, 3, ?]
            initializer w: Float[1]
            node _, y = Conv(x, _, w) {group=2, alpha=0.5, pads=[1, 2], mode=same, value=Int64[1], without=Tensor}
            output y

            """,
            Print(graph));
    }

    private static ValueInfoProto Described(
        string name, int type, params TensorShapeProto.Types.Dimension[] dimensions) => new()
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new() { ElemType = type, Shape = new TensorShapeProto { Dim = { dimensions } } }
            },
        };

    private string Print(GraphProto graph)
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, new ModelProto { Graph = graph }.ToByteArray());
        using Model model = Model.Open(path);
        return GraphPrinter.Print(model.Graph);
    }
}
