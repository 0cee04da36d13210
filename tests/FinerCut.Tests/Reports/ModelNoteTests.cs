using FinerCut.Commands.Gate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.Tests.Folders;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Tests.Reports;

/// <summary>What <c>inspect</c> tells before anybody runs a model, and what the commands say then.</summary>
public sealed class ModelNoteTests : IDisposable
{
    private readonly TestModels.Files.TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Notes_OfAPlainModel_AreNone() =>
        Assert.Empty(InspectRun.Execute(new InspectOptions { Model = Write(_ => { }) }).Notes);

    [Theory]
    [InlineData("speaker", "FC2007")]
    [InlineData("encoder_hidden_states", "FC2062")]
    [InlineData("past_key_values.0.encoder.key", "FC2062")]
    public void Obstacle_OfAnInputThatNobodyCanGive_IsWhatTheCommandsSay(string input, string code)
    {
        string path = Write(model =>
        {
            model.Graph.Input.Add(new ValueInfoProto(model.Graph.Input[0]) { Name = input });
            model.Graph.Node.Insert(0, new NodeProto { OpType = "Identity", Input = { input }, Output = { "read" } });
            model.Graph.Output.Add(new ValueInfoProto(model.Graph.Input[0]) { Name = "read" });
        });

        ModelNote note = Assert.Single(InspectRun.Execute(new InspectOptions { Model = path }).Notes);

        Assert.Equal(("obstacle", code), (note.Kind, note.Code));
        Assert.Contains($"'{input}'", note.Text, StringComparison.Ordinal);
        Assert.Equal(note.Text, Refusal.Of(code, () => Prune(path)));
        Assert.Equal(note.Text, Refusal.Of(code, () => Gate(path)));
        Assert.Equal([Path.GetDirectoryName(path)!], Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public void Graph_ThatIsCompiled_IsRefusedByEveryCommand()
    {
        string path = Write(model =>
        {
            NodeProto last = model.Graph.Node[^1];
            (last.OpType, last.Domain, last.Name) = ("EPContext", "com.microsoft", "QNN_1");
            AttributeProto source = new() { Name = "source", Type = AttributeProto.Types.AttributeType.String };
            source.S = ByteString.CopyFromUtf8("QNNExecutionProvider");
            last.Attribute.Clear();
            last.Attribute.Add(source);
        });

        string message = Refusal.Of("FC2061", () => InspectRun.Execute(new InspectOptions { Model = path }));

        Assert.Contains("'QNN_1'", message, StringComparison.Ordinal);
        Assert.Contains("for QNNExecutionProvider", message, StringComparison.Ordinal);
        Assert.Equal(message, Refusal.Of("FC2061", () => Prune(path)));
        Assert.Equal(message, Refusal.Of("FC2061", () => Gate(path)));
    }

    [Fact]
    public void Notes_OfFunctions_CountThem()
    {
        string path = Write(model =>
        {
            model.Functions.Add(new FunctionProto { Domain = "p", Name = "unused" });
            model.Functions.Add(new FunctionProto { Domain = "p", Name = "unused too" });
        });

        ModelNote note = Assert.Single(InspectRun.Execute(new InspectOptions { Model = path }).Notes);

        Assert.Equal("note", note.Kind);
        Assert.StartsWith("2 functions in the file that nothing calls", note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_OfBfloat16_NameTheProvider()
    {
        TensorProto extra = new() { Name = "extra", DataType = (int)DataType.Bfloat16, Dims = { 2 } };
        extra.RawData = ByteString.CopyFrom(0, 0, 0, 0);
        string path = Write(model => model.Graph.Initializer.Add(extra));

        Assert.Contains("CUDA, not on the CPU", Assert.Single(TextsOf(path)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epcontext", "FC2061")]
    [InlineData("ortformat", "FC1034")]
    [InlineData("pipeline-config", "FC1037")]
    public void Case_ThatNoCommandTakes_IsRefusedByItsName(string name, string code)
    {
        string source = SharedData.Require("cases", name);

        string message = Refusal.Of(code, () => InspectRun.Execute(new InspectOptions { Model = source }));

        Assert.Equal(message, Refusal.Of(code, () => Prune(source)));
        Assert.Equal(message, Refusal.Of(code, () => Gate(source)));
    }

    [Theory]
    [InlineData("exclude_lm_head", "search", "no head")]
    [InlineData("last-token-gather", "note", "last position")]
    [InlineData("prune_lm_head_fp16", "note", "last position")]
    [InlineData("qknorm_gqa", "note", "CUDA or WebGPU")]
    public void Case_WithSomethingToKnow_HasANote(string name, string kind, string text)
    {
        IEnumerable<ModelNote> notes = InspectRun.Execute(
            new InspectOptions { Model = SharedData.Require("cases", name) }).Notes;

        Assert.Contains(notes, note => note.Kind == kind && note.Text.Contains(text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> TextsOf(string path) =>
        InspectRun.Execute(new InspectOptions { Model = path }).Notes.Select(note => note.Text);

    private string Write(Action<ModelProto> edit)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("model"), new TinyDecoderOptions { Layers = 2 });
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(decoder.ModelPath));
        edit(model);
        File.WriteAllBytes(decoder.ModelPath, model.ToByteArray());
        return decoder.ModelPath;
    }

    private void Prune(string model)
    {
        PruneOptions options = new()
        {
            Model = model,
            Budget = new RemovalListBudget(["0.attn"]),
            Output = new() { Path = _folder.Combine("pruned") }
        };
        PruneRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    private void Gate(string model)
    {
        GateOptions options = new() { Model = model, Output = _folder.Combine("gated") };
        GateRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);
    }
}
