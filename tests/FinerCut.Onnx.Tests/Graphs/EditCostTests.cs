using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Graphs;

/// <summary>An edit costs the same in a large graph as in a small one. Each test makes an edit for each of 100,000
/// nodes that read one value; edits that walk over nodes or readers would take minutes.</summary>
public sealed class EditCostTests : IDisposable
{
    private const int Many = 100_000;
    private const double LongestInSeconds = 5;

    private static readonly Lazy<byte[]> Bytes = new(() => ManyReaders().ToByteArray());

    private readonly TemporaryFolder _folder = new();
    private readonly Model _model;
    private readonly Graph _graph;
    private readonly List<Node> _nodes;

    public EditCostTests()
    {
        File.WriteAllBytes(_folder.Combine("model.onnx"), Bytes.Value);
        _model = Model.Open(_folder.Combine("model.onnx"));
        _graph = _model.Graph;
        _nodes = [.. _graph.Nodes];
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void SetInput_OfEveryNode_TakesLinearTime()
    {
        Value other = _graph.Inputs[1];

        Measure(node => node.SetInput(0, other));

        Assert.Equal(Many, other.Uses.Count);
        Assert.Empty(_graph.Inputs[0].Uses);
        Assert.Equal(_nodes[^1], other.Uses[^1].Node);
    }

    [Fact]
    public void InsertBefore_EveryNode_TakesLinearTime()
    {
        Measure(node => node.SetInput(
            0, _graph.InsertBefore(node, "Neg", [node.Inputs[0]], $"{node.Name}.negative").Outputs[0]));

        Assert.Equal(2 * Many, _graph.Nodes.Count);
        Assert.Equal(_nodes[Many / 2], _graph.Nodes[Many + 1]);
        Assert.Equal("Neg", _graph.Nodes[Many].OpType);
    }

    [Fact]
    public void Remove_OfEveryNode_TakesLinearTime()
    {
        _graph.Outputs.ToList().ForEach(_graph.RemoveOutput);

        Measure(_graph.Remove);

        Assert.Empty(_graph.Nodes);
        Assert.Empty(_graph.Inputs[0].Uses);
    }

    [Fact]
    public void MoveBefore_OfEveryNode_TakesLinearTime()
    {
        Measure(node => _graph.MoveBefore(node, node == _nodes[0] ? _nodes[1] : _nodes[0]));

        Assert.Equal([.. _nodes.Skip(1), _nodes[0]], _graph.Nodes);
    }

    [Fact]
    public void Rename_OfEveryOutput_TakesLinearTime()
    {
        Measure(node => node.Outputs[0]!.Rename($"{node.Name}.renamed"));

        Assert.Equal($"{Many - 1}.renamed", _graph.Outputs[^1].Name);
        Assert.Equal(_nodes[7].Outputs[0], _graph.FindValue("7.renamed"));
    }

    [Fact]
    public void RemoveOutput_OfEveryNode_TakesLinearTime()
    {
        Measure(node => _graph.RemoveOutput(node.Outputs[0]!));

        Assert.Empty(_graph.Outputs);
    }

    [Fact]
    public void ReplaceWith_OfEveryOutput_TakesLinearTime()
    {
        Value first = _nodes[0].Outputs[0]!;

        Measure(node => node.Outputs[0]!.ReplaceWith(node == _nodes[0] ? _graph.Inputs[1] : first));

        Assert.Equal(Many, _graph.Outputs.Count);
        Assert.Equal(_nodes.Count - 2, first.Uses.Count);
        Assert.Equal("1.out", first.Name);
    }

    [Fact]
    public void RemoveInput_AndInitializer_OfEveryName_TakesLinearTime()
    {
        _ = Enumerable.Range(0, Many)
            .Select(number => _graph.AddInput($"added {number}", new TensorType(ElementType.Float, null))).Count();
        List<Value> added = [.. _graph.Inputs.Skip(2)];
        ProcessorTime time = new();

        added.ForEach(_graph.RemoveInput);
        _graph.RemoveUnusedInitializers();

        Assert.InRange(time.Seconds, 0, LongestInSeconds);
        Assert.Equal(2, _graph.Inputs.Count);
        Assert.Empty(_graph.Initializers);
    }

    private static ModelProto ManyReaders()
    {
        GraphProto graph = new() { Name = "readers", Input = { Named("x"), Named("other") } };
        foreach (string number in Enumerable.Range(0, Many).Select(number => $"{number}"))
        {
            string output = number + ".out";
            graph.Node.Add(new NodeProto { Name = number, OpType = "Relu", Input = { "x" }, Output = { output } });
            graph.Output.Add(Named(output));
            graph.Initializer.Add(new TensorProto { Name = number + ".weight", DataType = 1, Dims = { 0 } });
        }

        return new ModelProto { IrVersion = 10, Graph = graph };
    }

    private static ValueInfoProto Named(string name) => new() { Name = name };

    private void Measure(Action<Node> edit)
    {
        ProcessorTime time = new();
        _nodes.ForEach(edit);
        Assert.InRange(time.Seconds, 0, LongestInSeconds);
    }
}
