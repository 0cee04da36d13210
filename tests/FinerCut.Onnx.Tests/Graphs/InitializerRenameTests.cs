using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Tests.Files;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.Graphs;

public sealed class InitializerRenameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rename_OfAnInitializer_IsWritten(bool isInput)
    {
        WeightsModel weights = new WeightsModel(_folder)
            .Add(new TensorProto { Name = "w", DataType = 1, Dims = { 0 } });
        weights.Proto.Graph.Input.Add(isInput ? [new ValueInfoProto { Name = "w" }] : []);
        using Model model = weights.Open();
        Value value = model.Graph.FindValue("w")!;

        value.Rename("weight");

        GraphProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Graph;
        Assert.Equal("weight", value.Initializer!.Name);
        Assert.Equal("weight", written.Initializer.Single().Name);
        Assert.Equal(["weight"], written.Node.Single().Input);
        Assert.Equal(isInput ? ["weight"] : [], written.Input.Select(input => input.Name));
    }

    [Fact]
    public void Rename_OfASparseInitializer_IsWritten()
    {
        WeightsModel weights = new WeightsModel(_folder)
            .Give("w", new NodeProto { OpType = "Identity", Input = { "w" } });
        weights.Proto.Graph.SparseInitializer.Add(new SparseTensorProto
        {
            Values = new TensorProto { Name = "w", DataType = 1, Dims = { 1 }, FloatData = { 2 } },
            Indices = new TensorProto { DataType = 7, Dims = { 1 }, Int64Data = { 3 } },
            Dims = { 8 },
        });
        using Model model = weights.Open();

        model.Graph.FindValue("w")!.Rename("weight");

        SparseTensorProto expected = weights.Proto.Graph.SparseInitializer[0].Clone();
        expected.Values.Name = "weight";
        GraphProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Graph;
        Assert.Equal(expected, written.SparseInitializer.Single());
    }
}
