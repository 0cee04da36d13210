using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>Sound protobuf that no graph can be made of.</summary>
public sealed class DamagedStructureTests : IDisposable
{
    private const int Many = 50_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cycle_OfTwoNodes_IsRefused() => Refuse("part of a cycle", Relu("b", "a"), Relu("a", "b"));

    [Fact]
    public void Node_ThatReadsItself_IsRefused() => Refuse("part of a cycle", Relu("a", "a"));

    [Fact]
    public void If_ThatReadsItselfInside_IsRefused()
    {
        NodeProto choice = InnerGraphs.Named(
            InnerGraphs.Choice(InnerGraphs.Copying("choice.out", "first"), InnerGraphs.Copying("x", "second")),
            "choice");
        choice.Input.Add("x");

        Refuse("part of a cycle", choice);
    }

    [Fact]
    public void Cycle_InsideAnInnerGraph_IsRefused()
    {
        GraphProto inner =
            new() { Node = { Relu("q", "p"), Relu("p", "q") }, Output = { new ValueInfoProto { Name = "p" } } };
        NodeProto choice = InnerGraphs.Named(InnerGraphs.Choice(inner, InnerGraphs.Copying("x", "second")), "choice");

        Refuse("part of a cycle", choice);
    }

    [Fact]
    public void Value_DefinedTwice_IsRefused()
    {
        Refuse("defined twice", Relu("x", "a"), Relu("x", "a"));
        Refuse("defined twice", Relu("x", "x"));
    }

    [Fact]
    public void Value_OfNobody_IsRefused() => Refuse("nothing produces", Relu("y", "a"));

    [Fact]
    public void If_WithoutTwoBranchesAlike_IsRefused()
    {
        GraphProto branch = InnerGraphs.Copying("x", "first");
        GraphProto wider = new()
        {
            Node = { Relu("x", "p"), Relu("x", "q") },
            Output = { new ValueInfoProto { Name = "p" }, new ValueInfoProto { Name = "q" } }
        };

        Refuse("two branches", InnerGraphs.Named(new NodeProto { OpType = "If", Input = { "x" } }, "choice"));
        Refuse("two branches", InnerGraphs.Named(InnerGraphs.Choice(branch, wider), "choice"));
        Refuse("two branches", InnerGraphs.Named(InnerGraphs.Choice(wider, wider), "choice"));
    }

    [Fact]
    public void InnerGraph_ThatGivesOutAValueFromOutside_IsRefused()
    {
        GraphProto inner = new() { Output = { new ValueInfoProto { Name = "x" } } };

        Refuse(
            "nothing in that graph produces",
            InnerGraphs.Named(InnerGraphs.Choice(inner, InnerGraphs.Copying("x", "second")), "choice"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Gather", "x")]
    [InlineData("Add", "x")]
    [InlineData("Add", "x", "")]
    [InlineData("Cast")]
    [InlineData("SkipSimplifiedLayerNormalization", "x", "x")]
    public void Node_WithoutWhatItsOperatorNeeds_IsRefused(string opType, params string[] inputs) =>
        Refuse(
            opType.Length == 0 ? "names no operator" : "lacks an input",
            new NodeProto { Name = "broken", OpType = opType, Input = { inputs }, Output = { "a" } });

    [Fact]
    public void Node_WithoutItsOutput_IsRefused() =>
        Refuse("lacks an input or its output", new NodeProto { OpType = "Cast", Input = { "x" } });

    [Theory]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void Graphs_NestedDeep_AreRefused(int depth) => Refuse("nested more than 32 deep", Write(Nested(depth)));

    [Fact]
    public void Graphs_NestedALittle_AreRead()
    {
        using Model model = Model.Open(Write(Nested(30)));

        Assert.Equal(31, model.Graph.Nodes[0].WithInnerNodes.Count());
    }

    [Theory]
    [InlineData("values")]
    [InlineData("fields")]
    [InlineData("readers")]
    [InlineData("chain")]
    [InlineData("weights")]
    public void Files_OfManyParts_AreReadAndWrittenInProportion(string parts)
    {
        string path = Write(ManyOf(parts).ToByteArray());
        long length = new FileInfo(path).Length;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        ProcessorTime time = new();
        using Model model = Model.Open(path);
        WeightsModel.Keep(model, "kept");

        byte[] written = Onnx.Files.ModelWriter.ToBytes(model);

        Assert.InRange(written.Length, 10, length);
        Assert.InRange(time.Seconds, 0, 3);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, (150 * length) + 32_000_000);
    }

    private static GraphProto ManyOf(string parts)
    {
        GraphProto graph = GraphOf(Relu("x", "a"));
        graph.Node.Add(new NodeProto { Name = "kept", OpType = "Relu", Input = { "x" }, Output = { "kept.out" } });
        graph.Output.Add(new ValueInfoProto { Name = "kept.out" });
        switch (parts)
        {
            case "values":
                graph.ValueInfo
                    .Add(Enumerable.Range(0, Many).Select(number => new ValueInfoProto { Name = $"{number}" }));
                break;
            case "fields":
                graph.MergeFrom(
                    [.. Enumerable.Range(100, Many).SelectMany(number => Varint((ulong)number << 3).Append((byte)1))]);
                break;
            case "readers":
                graph.Node.Add(Enumerable.Range(0, Many).Select(number => Relu("a", $"{number}")));
                break;
            case "chain":
                graph.Node.Add(
                    Enumerable.Range(0, Many).Select(number => Relu(number == 0 ? "a" : $"{number - 1}", $"{number}")));
                break;
            default:
                graph.Initializer.Add(Enumerable.Range(0, Many)
                    .Select(number => new TensorProto { Name = $"{number}", DataType = 1, Dims = { 0 } }));
                break;
        }

        return graph;
    }

    /// <summary>A graph as bytes, made from the inside outwards: the generated classes would overflow the
    /// stack.</summary>
    private static byte[] Nested(int depth)
    {
        byte[] innermost = Relu("x", "innermost").ToByteArray();
        List<byte[]> headers = [];
        long length = innermost.Length;
        for (int level = 0; level < depth; level++)
        {
            byte[] graph = Header(1, length);
            byte[] attribute = [
                .. new AttributeProto { Name = "g", Type = AttributeProto.Types.AttributeType.Graph }.ToByteArray(),
                .. Header(6, graph.Length + length),
                .. graph
            ];
            byte[] node = [
                .. new NodeProto { OpType = "Scan", Output = { $"{level}" } }.ToByteArray(),
                .. Header(5, attribute.Length + length),
                .. attribute
            ];
            headers.Add(node);
            length += node.Length;
        }

        headers.Reverse();
        return [.. GraphOf().ToByteArray(), .. Header(1, length), .. headers.SelectMany(bytes => bytes), .. innermost];
    }

    private static byte[] Header(int number, long length) =>
        [.. Varint(((ulong)number << 3) | 2), .. Varint((ulong)length)];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }

    private static NodeProto Relu(string input, string output) =>
        new() { OpType = "Relu", Input = { input }, Output = { output } };

    private static GraphProto GraphOf(params NodeProto[] nodes) =>
        new() { Name = "graph", Input = { new ValueInfoProto { Name = "x" } }, Node = { nodes } };

    private static void Refuse(string reason, string path)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Model.Open(path));
        Assert.Equal("FC1009", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private void Refuse(string reason, params NodeProto[] nodes) => Refuse(reason, Write(GraphOf(nodes).ToByteArray()));

    private string Write(byte[] graph)
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, [.. Header(7, graph.Length), .. graph]);
        return path;
    }
}
