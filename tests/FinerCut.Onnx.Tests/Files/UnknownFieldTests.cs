using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>What this code does not know of a file survives every edit of the rest.</summary>
public sealed class UnknownFieldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fields_OfEveryMessage_SurviveEdits()
    {
        ModelProto original = Original();

        ModelProto written = Edit(original, model =>
        {
            model.Graph.FindValue("middle")!.Rename("renamed");
            model.Graph.Nodes.Single(node => node.Name == "choice").InnerGraphs.First().FindValue("inner.given")!
                .Rename("inner.renamed");
            model.SetMetadata("added", "1");
            DeleteNode(model, "gone");
        });

        Assert.Equal(
            MarksOf(original).Where(mark => !mark.EndsWith("gone", StringComparison.Ordinal)), MarksOf(written));
        Assert.Contains(written.Graph.Node, node => node.Output.Contains("renamed"));
        Assert.DoesNotContain(written.Graph.Node, node => node.Name == "gone");
    }

    [Fact]
    public void Fields_OfANodeThatBecomesAnother_Survive()
    {
        ModelProto original = Original();

        ModelProto written = Edit(original, model =>
        {
            Node node = model.Graph.Nodes.Single(node => node.Name == "second");
            node.Become("Neg", "", [node.Inputs[0]]);
        });

        Assert.Equal(MarksOf(original), MarksOf(written));
        Assert.Equal("Neg", written.Graph.Node.Single(node => node.Name == "second").OpType);
    }

    [Fact]
    public void KnownFields_ThatNoEditConcerns_Survive()
    {
        ModelProto original = Original();
        original.DocString = "model";
        original.Domain = "somewhere";
        original.Graph.DocString = "graph";
        original.Graph.MetadataProps.Add(WeightsModel.Entry("scope", "all"));
        original.Graph.QuantizationAnnotation.Add(new TensorAnnotation { TensorName = "x" });
        original.Graph.Node[0].DocString = "node";
        original.Graph.Node[0].MetadataProps.Add(WeightsModel.Entry("scope", "node"));
        original.Graph.Output[0].DocString = "output";

        ModelProto written = Edit(original, model => model.Graph.FindValue("middle")!.Rename("renamed"));

        Assert.Equal(
            original.ToString().Replace("\"middle\"", "\"renamed\"", StringComparison.Ordinal), written.ToString());
    }

    private static ModelProto Original()
    {
        TensorProto inner = new() { Name = "inner", DataType = 7, Dims = { 1 }, Int64Data = { 4 } };
        NodeProto choice = InnerGraphs.Named(
            InnerGraphs.Choice(InnerGraphs.Giving(inner), InnerGraphs.Copying("middle", "copied")), "choice");
        choice.Input.Add("flag");
        ModelProto model = new()
        {
            IrVersion = 10,
            MetadataProps = { WeightsModel.Entry("first", "1") },
            Graph = new GraphProto
            {
                Name = "graph",
                Input = { new ValueInfoProto { Name = "x" }, new ValueInfoProto { Name = "flag" } },
                Node =
                {
                    new NodeProto { Name = "first", OpType = "Relu", Input = { "x" }, Output = { "middle" } },
                    new NodeProto { Name = "second", OpType = "Relu", Input = { "middle" }, Output = { "y" } },
                    new NodeProto { Name = "gone", OpType = "Relu", Input = { "middle" }, Output = { "z" } },
                    choice,
                },
                Output = { new ValueInfoProto { Name = "y" }, new ValueInfoProto { Name = "choice.out" } },
            },
        };
        Mark(model, "model");
        Mark(model.Graph, "graph");
        Mark(model.MetadataProps[0], "metadata");
        Mark(model.Graph.Input[0], "input");
        Mark(model.Graph.Output[0], "output");
        foreach (NodeProto node in model.Graph.Node)
        {
            Mark(node, node.Name);
        }

        Mark(choice.Attribute[0], "attribute");
        Mark(choice.Attribute[0].G, "inner graph");
        Mark(choice.Attribute[0].G.Node[0], "inner node");
        Mark(choice.Attribute[0].G.Initializer[0], "inner tensor");
        return model;
    }

    private static void DeleteNode(Model model, string name) =>
        model.Graph.Remove(model.Graph.Nodes.Single(node => node.Name == name));

    /// <summary>Adds a field that the schema does not have: number 4000, a text.</summary>
    private static void Mark(IMessage message, string text) => message.MergeFrom(new UnknownField(text).ToBytes());

    private static string[] MarksOf(ModelProto model) =>
        [.. UnknownField.TextsIn(model.ToByteArray()).Order(StringComparer.Ordinal)];

    private ModelProto Edit(ModelProto original, Action<Model> edit)
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, original.ToByteArray());
        using Model model = Model.Open(path);
        edit(model);
        return ModelProto.Parser.ParseFrom(ModelWriter.ToBytes(model));
    }

    private sealed record UnknownField(string Text)
    {
        private const string Start = "mark of ";
        private const string End = " end";

        public byte[] ToBytes()
        {
            using MemoryStream stream = new();
            using (CodedOutputStream output = new(stream, leaveOpen: true))
            {
                output.WriteTag(4000, WireFormat.WireType.LengthDelimited);
                output.WriteString(Start + Text + End);
            }

            return stream.ToArray();
        }

        public static IEnumerable<string> TextsIn(
            byte[] file) => System.Text.Encoding.Latin1.GetString(file).Split(Start).Skip(1)
            .Select(text => text[..text.IndexOf(End, StringComparison.Ordinal)]);
    }
}
