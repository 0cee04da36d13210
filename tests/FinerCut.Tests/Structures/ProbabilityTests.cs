using FinerCut.Commands.Generate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using FinerCut.TestModels.Structures;
using FinerCut.Tests.Commands.Prune;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Structures;

/// <summary>Exports that end with a Softmax: what takes their output for logits is refused.</summary>
public sealed class ProbabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Search_OfProbabilities_IsRefusedAsTheNoteSays()
    {
        string model = Write("Softmax");
        PruneOptions options = Options(model) with { Budget = new CountBudget(1) };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Prune(options));

        Assert.Equal("FC2066", error.Code);
        Assert.Contains("its output 'logits' comes from a Softmax", error.Message, StringComparison.Ordinal);
        Assert.Equal([model], Directory.EnumerateFileSystemEntries(_folder.Path));
        ModelNote note = Assert.Single(InspectRun.Execute(new InspectOptions { Model = model }).Notes);
        Assert.Equal((ModelNote.Search, error.Code, error.Message), (note.Kind, note.Code, note.Text));
        Assert.Equal("FC2066", Assert.Throws<DiagnosticException>(() => CalibrationPreview.Execute(
            options.ForPreview(), SilentObserver.Instance,
            NullLogger.Instance, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void Remove_OfProbabilities_IsVerifiedWithoutPerplexity()
    {
        PruneResult result = Prune(Options(Write("Softmax")) with { Budget = new RemovalListBudget(["1.ffn"]) });

        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        Assert.Null(result.DensePerplexity);
    }

    /// <summary>The likeliest token is that of the largest logit.</summary>
    [Fact]
    public void Generate_FromProbabilities_TakesTheLikeliestAndDrawsNone()
    {
        Assert.Equal(Generate(Write("Identity"), 0).Ids, Generate(Write("Softmax"), 0).Ids);
        Assert.Equal(
            "FC2066", Assert.Throws<DiagnosticException>(() => Generate(Write("Softmax"), 0.7)).Code);
    }

    /// <summary>Logarithms of probabilities are logits.</summary>
    [Fact]
    public void Search_OfLogarithms_FindsWhatLogitsSay() =>
        Assert.Equal(Removed(Write("Identity")), Removed(Write("LogSoftmax")));

    private IEnumerable<string> Removed(string model) => Prune(Options(model) with { Output = new() { DryRun = true } })
        .Plan.Removed.Select(removal => removal.Sublayer);

    private static GenerateResult Generate(string model, double temperature) => GenerateRun.Execute(
        new GenerateOptions
        {
            Model = model,
            Prompt = "a river",
            MaxTokens = 4,
            Temperature = temperature,
            Threads = 1,
            Provider = ProviderChoice.Cpu,
        },
        _ => { },
        TestContext.Current.CancellationToken);

    private static PruneResult Prune(PruneOptions options) => PruneRun.Execute(
        options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneOptions Options(string model) => new()
    {
        Model = model,
        Budget = new CountBudget(2),
        Output = new() { Path = _folder.Combine("pruned") },
        Calibration = new() { Sources = ["random"], Samples = 2, SampleTokens = 16 },
        Runtime = new() { Threads = 1, Provider = ProviderChoice.Cpu },
    };

    /// <summary>A decoder whose scores pass one more node.</summary>
    private string Write(string end)
    {
        ModelProto model = new InputStructures(InputForm.Plain).Build().Model;
        model.Graph.Node.Single(node => node.Output.Contains("logits")).Output[0] = "scores";
        model.Graph.Node.Add(new NodeProto { OpType = end, Name = "end", Input = { "scores" }, Output = { "logits" } });
        string folder = Directory.CreateDirectory(_folder.Combine(end)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model.ToByteArray());
        TinyTokenizer.Write(folder, 288);
        return folder;
    }
}
