using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Onnx.Tests.Files;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Tests.Graphs;

/// <summary>What is put into a graph, as another protobuf library reads it from what was written.</summary>
public sealed class GraphAddTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Model _model;

    public GraphAddTests()
    {
        File.WriteAllBytes(_folder.Combine("model.onnx"), Source.ToByteArray());
        _model = Model.Open(_folder.Combine("model.onnx"));
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    private static ModelProto Source => new()
    {
        IrVersion = 10,
        Graph = new GraphProto
        {
            Input = { new ValueInfoProto { Name = "x", DocString = "first" } },
            Node =
            {
                new NodeProto { OpType = "Relu", Name = "act", Input = { "x" }, Output = { "y" }, DocString = "second" }
            },
            Output = { new ValueInfoProto { Name = "y" } },
        },
    };

    [Fact]
    public void AddInput_WithAType_ComesLast()
    {
        Value input = _model.Graph.AddInput(
            "scale",
            new TensorType(ElementType.Float16, [new Dimension(3, null), new Dimension(null, "rows"), default]));

        Assert.Equal(
            (true, true, "scale: Float16[3, rows, ?]"), (input.IsGraphInput, input.IsUnused, input.ToString()));
        ModelProto expected = Source;
        expected.Graph.Input.Add(new ValueInfoProto
        {
            Name = "scale",
            Type = new TypeProto
            {
                TensorType = new()
                {
                    ElemType = (int)TensorProto.Types.DataType.Float16,
                    Shape = new TensorShapeProto
                    {
                        Dim =
                    {
                        new TensorShapeProto.Types.Dimension { DimValue = 3 },
                        new TensorShapeProto.Types.Dimension { DimParam = "rows" },
                        new TensorShapeProto.Types.Dimension()
                    }
                    },
                },
            },
        });
        Assert.Equal(expected, Written());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    public void AddInput_WithATakenName_IsRefused(string name)
    {
        Assert.Throws<ArgumentException>(() => _model.Graph.AddInput(name, new TensorType(ElementType.Float, null)));
        Assert.Equal(Source, Written());
    }

    [Fact]
    public void InsertBefore_WithAttributesAndSeveralOutputs_IsWrittenWhole()
    {
        Value x = _model.Graph.Inputs[0];
        Node node = _model.Graph.InsertBefore(_model.Graph.Nodes[0], new NewNode("parts", "Split")
        {
            Domain = "com.example",
            Inputs = [x, null],
            Outputs = ["left", null, "right"],
            Attributes =
                [Attribute.CreateAttribute("axis", -1), Attribute.CreateAttribute("num_outputs", long.MaxValue)],
        });
        _model.Graph.Nodes[1].SetInput(0, node.Outputs[2]);

        Assert.Equal(
            (-1, long.MaxValue, AttributeType.Int),
            (node.FindAttribute("axis")!.Int, node.FindAttribute("num_outputs")!.Int, node.Attributes[1].Kind));
        Assert.Equal([new Use(node, 0)], x.Uses);
        ModelProto expected = Source;
        expected.Graph.Node[0].Input[0] = "right";
        expected.Graph.Node.Insert(0, new NodeProto
        {
            Name = "parts",
            OpType = "Split",
            Domain = "com.example",
            Input = { "x", "" },
            Output = { "left", "", "right" },
            Attribute = { Integer("axis", -1), Integer("num_outputs", long.MaxValue) },
        });
        Assert.Equal(expected, Written());
    }

    [Fact]
    public void InsertBefore_OfANode_KeepsWhatItWasGiven()
    {
        Attribute axis = Attribute.CreateAttribute("axis", 1);

        Node node = _model.Graph.InsertBefore(_model.Graph.Nodes[0], new NewNode("first", "Softmax")
        {
            Inputs = [_model.Graph.Inputs[0]],
            Outputs = ["s"],
            Attributes = [axis],
        });

        Assert.Same(axis, node.FindAttribute("axis"));
        Assert.Equal((null, null), (axis.Original, node.Original));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    public void InsertBefore_WithATakenName_IsRefused(string name)
    {
        Value x = _model.Graph.Inputs[0];
        NewNode wanted = new("copy", "Identity") { Inputs = [x], Outputs = [name] };

        Assert.Throws<ArgumentException>(() => _model.Graph.InsertBefore(_model.Graph.Nodes[0], wanted));
        Assert.Single(x.Uses);
        Assert.Equal(Source, Written());
    }

    [Fact]
    public void InsertBefore_WithNothingToRead_IsWritten()
    {
        _model.Graph.InsertBefore(_model.Graph.Nodes[0], new NewNode(
            "seven",
            "Constant")
        { Inputs = [], Outputs = ["c"], Attributes = [Attribute.CreateAttribute("value_int", 7)] });

        Assert.Equal(
            "input x\nnode c = Constant() {value_int=7}\nnode y = Relu(x)\noutput y\n",
            GraphPrinter.Print(_model.Graph));
        Assert.Equal(["c"], Written().Graph.Node[0].Output);
    }

    [Fact]
    public void InsertBefore_WithAListOfIntegers_IsWritten()
    {
        Node node = _model.Graph.InsertBefore(_model.Graph.Nodes[0], new NewNode("few", "Constant")
        {
            Inputs = [],
            Outputs = ["c"],
            Attributes = [Attribute.CreateAttribute("value_ints", [3, -1])],
        });

        Assert.Equal(
            (AttributeType.Ints, "3 -1"), (node.Attributes[0].Kind, string.Join(' ', node.Attributes[0].Ints)));
        AttributeProto expected = new()
        {
            Name = "value_ints",
            Type = AttributeProto.Types.AttributeType.Ints,
            Ints = { 3, -1 },
        };
        Assert.Equal([expected], Written().Graph.Node[0].Attribute);
    }

    [Fact]
    public void InsertBefore_ThatBecomesAnother_KeepsItsAttributes()
    {
        Node node = _model.Graph.InsertBefore(_model.Graph.Nodes[0], new NewNode("first", "Softmax")
        {
            Inputs = [_model.Graph.Inputs[0]],
            Outputs = ["s"],
            Attributes = [Attribute.CreateAttribute("axis", 1)],
        });
        node.Become("LogSoftmax", "", [_model.Graph.Inputs[0]]);

        NodeProto written = Written().Graph.Node[0];
        Assert.Equal(("LogSoftmax", Integer("axis", 1)), (written.OpType, written.Attribute.Single()));
    }

    [Fact]
    public void InnerGraph_ReadingANewInputOfTheOuterOne_IsWritten()
    {
        ModelProto source = Source;
        source.Graph.Input.Add(new ValueInfoProto { Name = "flag" });
        source.Graph.Node.Add(InnerGraphs.Named(
            InnerGraphs.Choice(InnerGraphs.Copying("x", "first"), InnerGraphs.Copying("x", "second")), "choice"));
        source.Graph.Node[^1].Input.Add("flag");
        File.WriteAllBytes(_folder.Combine("choice.onnx"), source.ToByteArray());
        using Model model = Model.Open(_folder.Combine("choice.onnx"));
        Graph inner = model.Graph.Nodes[1].InnerGraphs.First();

        Value added = model.Graph.AddInput("added", new TensorType(ElementType.Float, null));
        Node product = inner.InsertBefore(inner.Nodes[0], "Mul", [inner.Nodes[0].Inputs[0], added], "product");
        inner.Nodes[1].SetInput(0, product.Outputs[0]);

        GraphProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model)).Graph;
        Assert.Equal(["x", "added"], written.Node[1].Attribute[0].G.Node[0].Input);
        Assert.Equal(["product_output_0"], written.Node[1].Attribute[0].G.Node[1].Input);
        Assert.Equal(source.Graph.Node[1].Attribute[1], written.Node[1].Attribute[1]);
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Adding_ToAnExportedGraph_LeavesAllElseAsItWas(TinyDecoderForm form)
    {
        string path = TinyDecoder.Write(_folder.Combine("tiny"), new() { Form = form }).ModelPath;
        using Model model = Model.Open(path);
        Value added = model.Graph.AddInput("added", new TensorType(ElementType.Float, [new Dimension(1, null)]));
        model.Graph.InsertBefore(model.Graph.Nodes[5], "Neg", [added], "negative");

        ModelProto written = ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model));

        written.Graph.Input.RemoveAt(written.Graph.Input.Count - 1);
        written.Graph.Node.RemoveAt(5);
        Assert.Equal(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)), written);
    }

    private static AttributeProto Integer(string name, long value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    private ModelProto Written() => ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(_model));
}
