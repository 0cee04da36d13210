using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Graphs;

/// <summary>What old and rare files write otherwise.</summary>
public sealed class OldFormTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Domain_WrittenInFull_IsTheStandardOne()
    {
        using Model model = Open(new GraphProto
        {
            Node = { new NodeProto { OpType = "Relu", Domain = "ai.onnx", Input = { "x" }, Output = { "y" } } }
        });

        Assert.Equal("", model.Graph.Nodes[0].Domain);
    }

    [Fact]
    public void UnusedInitializer_ThatIsAnInputToo_GoesWithItsInput()
    {
        GraphProto graph = new()
        {
            Node = { new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } } },
            Input = { Info("w") },
            Initializer = { new TensorProto { Name = "w", DataType = 1, Dims = { 1 }, FloatData = { 1 } } },
        };
        using Model model = Open(graph);

        model.Graph.RemoveUnusedInitializers();

        Assert.Equal(["x"], model.Graph.Inputs.Select(input => input.Name));
        Assert.Empty(model.Graph.Initializers);
    }

    private Model Open(GraphProto graph)
    {
        graph.Name = "old";
        graph.Input.Insert(0, Info("x"));
        graph.Output.Add(Info("y"));
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, new ModelProto
        {
            IrVersion = 3,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 13 } }
        }.ToByteArray());
        return Model.Open(path);
    }

    private static ValueInfoProto Info(string name) =>
        new() { Name = name, Type = new() { TensorType = new() { ElemType = 1 } } };
}
