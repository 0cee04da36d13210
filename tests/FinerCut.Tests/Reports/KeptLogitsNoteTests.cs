using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.TestModels.Structures;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Tests.Reports;

/// <summary>An input that says how many of the last logits to compute, in every form that exporters give it.</summary>
public sealed class KeptLogitsNoteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DataType.Int64, false)]
    [InlineData(DataType.Int64, true)]
    [InlineData(DataType.Int32, false)]
    [InlineData(DataType.Int32, true)]
    public void Input_OfEachForm_IsNotedAndSearchedAsThePlainModelIs(DataType type, bool isList)
    {
        string model = Write("kept", KeptAs(type, isList));

        string note = Assert.Single(InspectRun.Execute(new InspectOptions { Model = model }).Notes).Text;

        Assert.Equal(
            "The input 'num_logits_to_keep' says for how many of the last positions 'logits' holds logits. finercut "
                + "passes 0, for all.", note);
        Assert.Equal(
            Removed(Write("plain", new InputStructures(InputForm.Plain).Build().Model)), Removed(model));
    }

    private IEnumerable<string> Removed(string model) => PruneRun.Execute(
        new PruneOptions
        {
            Model = model,
            Budget = new CountBudget(3),
            Output = new() { Path = model + "-pruned" },
            Calibration = new() { Sources = ["random"], Samples = 2, SampleTokens = 16 },
            Runtime = new() { Threads = 1, Provider = ProviderChoice.Cpu },
        },
        SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken)
        .Plan.Removed.Select(removal => removal.Sublayer);

    /// <summary>The number as the graph has it comes of the input by two nodes.</summary>
    private static ModelProto KeptAs(DataType type, bool isList)
    {
        ModelProto model = new InputStructures(InputForm.KeptLogits).Build().Model;
        ValueInfoProto input = model.Graph.Input.Single(value => value.Name == "num_logits_to_keep");
        input.Type.TensorType.ElemType = (int)type;
        input.Type.TensorType.Shape = new();
        input.Type.TensorType.Shape.Dim.Add(
            isList ? [new TensorShapeProto.Types.Dimension { DimValue = 1 }] : []);
        foreach (NodeProto node in model.Graph.Node.Where(node => node.Input.Contains(input.Name)))
        {
            node.Input[node.Input.IndexOf(input.Name)] = "kept";
        }

        NodeProto cast = new() { OpType = "Cast", Name = "cast", Input = { input.Name }, Output = { "wide" } };
        cast.Attribute.Add(new AttributeProto
        {
            Name = "to",
            Type = AttributeProto.Types.AttributeType.Int,
            I = (long)DataType.Int64,
        });
        model.Graph.Node.Insert(0, cast);
        model.Graph.Node.Insert(
            1, new NodeProto { OpType = "Squeeze", Name = "squeeze", Input = { "wide" }, Output = { "kept" } });
        return model;
    }

    private string Write(string name, ModelProto model)
    {
        string folder = Directory.CreateDirectory(_folder.Combine(name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model.ToByteArray());
        return folder;
    }
}
