using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Onnx.Tests.Files;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Graphs;

public sealed class GraphEditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Model> _models = [];

    public void Dispose()
    {
        _models.ForEach(model => model.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public void Remove_OfANodeThatIsRead_ChangesNothing()
    {
        Graph graph = Chain("y").Graph;
        string before = GraphPrinter.Print(graph);

        Assert.Throws<InvalidOperationException>(() => graph.Remove(graph.Nodes[0]));
        Assert.Throws<InvalidOperationException>(() => graph.RemoveAll(
            new HashSet<Node> { graph.Nodes[0], graph.Nodes[2] }));
        Assert.Throws<InvalidOperationException>(() => graph.RemoveInput(graph.Inputs[0]));
        Assert.Equal(before, GraphPrinter.Print(graph));
    }

    [Fact]
    public void RemoveAll_OfAChain_LeavesNoUses()
    {
        Graph graph = Chain("x").Graph;

        graph.RemoveAll(graph.Nodes.ToHashSet());

        Assert.Equal("input x\noutput x\n", GraphPrinter.Print(graph));
        Assert.Empty(graph.Inputs[0].Uses);
        Assert.Null(graph.FindValue("b"));
    }

    [Fact]
    public void ReplaceWith_AsOutput_TakesTheName()
    {
        Model model = Chain("y");
        Value old = model.Graph.FindValue("y")!;

        old.ReplaceWith(model.Graph.FindValue("a")!);
        DeadCode.Remove(model.Graph);

        Assert.Equal("input x\nnode y = Relu(x)\noutput y\n", Written(model));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a")]
    public void ReplaceWith_WhatHasANameToKeep_GivesOutACopy(string replacement)
    {
        Model model = Chain("y", "a");

        model.Graph.FindValue("y")!.ReplaceWith(model.Graph.FindValue(replacement)!);
        DeadCode.Remove(model.Graph);

        Assert.Equal(
            $"input x\nnode a = Relu(x)\nnode y = Identity({replacement})\noutput y\noutput a\n", Written(model));
    }

    [Fact]
    public void ReplaceWith_OfAnOutputGivenTwice_ReplacesBoth()
    {
        Model model = Chain("y", "y");

        model.Graph.FindValue("y")!.ReplaceWith(model.Graph.FindValue("a")!);
        DeadCode.Remove(model.Graph);

        Assert.Equal("input x\nnode y = Relu(x)\noutput y\noutput y\n", Written(model));
    }

    [Fact]
    public void RemoveOutput_OfAValueGivenTwice_TakesAllPlacesOrOne()
    {
        Graph all = Chain("a", "y", "a").Graph;
        Graph one = Chain("a", "y", "a").Graph;

        all.RemoveOutput(all.FindValue("a")!);
        one.RemoveOutputAt(0);

        Assert.Equal(["y"], all.Outputs.Select(value => value.Name));
        Assert.Equal(["y", "a"], one.Outputs.Select(value => value.Name));
        Assert.False(all.FindValue("a")!.IsGraphOutput);
        Assert.True(one.FindValue("a")!.IsGraphOutput);
    }

    [Fact]
    public void Rename_ToATakenName_IsRefused()
    {
        Graph graph = Chain("y").Graph;

        Assert.Throws<ArgumentException>(() => graph.FindValue("a")!.Rename("b"));
        Assert.Equal("b_", graph.UnusedName("b"));
        Assert.Equal("c", graph.UnusedName("c"));
    }

    [Fact]
    public void Rename_OfAValueReadDeepInside_IsWrittenEverywhere()
    {
        GraphProto deep = InnerGraphs.Copying("a", "deep");
        GraphProto middle = new()
        {
            Node = { InnerGraphs.Named(InnerGraphs.Choice(deep, InnerGraphs.Copying("flag", "other")), "inner") },
            Output = { new ValueInfoProto { Name = "inner.out" } },
        };
        NodeProto choice =
            InnerGraphs.Named(InnerGraphs.Choice(middle, InnerGraphs.Copying("flag", "another")), "choice");
        choice.Input.Add("flag");
        ModelProto proto = ChainProto("choice.out");
        proto.Graph.Input.Add(new ValueInfoProto { Name = "flag" });
        proto.Graph.Node.Add(choice);
        Model model = Open(proto);

        model.Graph.FindValue("a")!.Rename("renamed");

        GraphProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Graph;
        GraphProto writtenDeep =
            written.Node.Single(node => node.Name == "choice").Attribute[0].G.Node[0].Attribute[0].G;
        Assert.Equal(["renamed"], writtenDeep.Node[0].Input);
    }

    [Fact]
    public void DeadCode_InsideNodesThatGo_ReadsNothingAnyMore()
    {
        NodeProto choice = InnerGraphs.Named(
            InnerGraphs.Choice(InnerGraphs.Copying("b", "first"), InnerGraphs.Copying("b", "second")), "choice");
        choice.Input.Add("x");
        ModelProto proto = ChainProto("a");
        proto.Graph.Node.Add(choice);
        Model model = Open(proto);

        DeadCode.Remove(model.Graph);

        Assert.Equal("input x\nnode a = Relu(x)\noutput a\n", Written(model));
        Assert.Empty(model.Graph.FindValue("a")!.Uses);
    }

    [Fact]
    public void Descriptions_OfValuesThatGo_GoToo()
    {
        ModelProto proto = ChainProto("y");
        proto.Graph.ValueInfo.Add(new ValueInfoProto { Name = "a", DocString = "first" });
        proto.Graph.ValueInfo.Add(new ValueInfoProto { Name = "b", DocString = "second" });
        proto.Graph.ValueInfo.Add(new ValueInfoProto { Name = "of nobody" });
        Model model = Open(proto);

        model.Graph.FindValue("b")!.ReplaceWith(model.Graph.FindValue("a")!);
        DeadCode.Remove(model.Graph);

        GraphProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Graph;
        Assert.Equal(["first"], written.ValueInfo.Select(info => info.DocString));
    }

    [Fact]
    public void Become_OfANodeWithoutOutputs_IsPossible()
    {
        ModelProto proto = ChainProto("y");
        proto.Graph.Node.Add(new NodeProto { OpType = "Sink", Input = { "x" } });
        Node node = Open(proto).Graph.Nodes[^1];

        node.Become("Other", "", []);

        Assert.Empty(node.Outputs);
        Assert.True(node.IsModified);
    }

    /// <summary>x, then a = Relu(x), b = Relu(a), y = Relu(b).</summary>
    private static ModelProto ChainProto(params string[] outputs) => new()
    {
        IrVersion = 10,
        Graph = new GraphProto
        {
            Name = "chain",
            Input = { new ValueInfoProto { Name = "x" } },
            Node = { Relu("x", "a"), Relu("a", "b"), Relu("b", "y") },
            Output = { outputs.Select(name => new ValueInfoProto { Name = name }) },
        },
    };

    private static NodeProto Relu(string input, string output) =>
        new() { OpType = "Relu", Input = { input }, Output = { output } };

    private Model Chain(params string[] outputs) => Open(ChainProto(outputs));

    private Model Open(ModelProto proto)
    {
        string path = _folder.Combine($"{_models.Count}.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        _models.Add(Model.Open(path));
        return _models[^1];
    }

    /// <summary>The graph as it reads after it was written.</summary>
    private string Written(Model model)
    {
        string text = GraphPrinter.Print(model.Graph);
        Assert.Equal(text, GraphPrinter.Print(Open(ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model))).Graph));
        return text;
    }
}
