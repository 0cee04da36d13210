using FinerCut.Commands.Gate;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using FinerCut.Verification;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Structures;

/// <summary>Exports without a head: hidden states are no logits, and what needs none works.</summary>
public sealed class HeadlessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SilentObserver _observer = new();

    public static TheoryData<string> Outputs => ["hidden_states", "last_hidden_state", "logits"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HasHead_OfEveryStructure_IsTrue() => Assert.All(StructureCatalog.Names, name =>
    {
        using Model model = Model.Open(Write(StructureCatalog.Build(name), name));
        Assert.True(DecoderMap.Find(model).HasHead);
    });

    [Fact]
    public void HasHead_OfEveryModelOfTheZoo_IsTrue()
    {
        string zoo = SharedData.Require("zoo");
        Assert.All(Directory.EnumerateFiles(zoo, "model.onnx", SearchOption.AllDirectories), path =>
        {
            using Model model = Model.Open(path);
            Assert.True(DecoderMap.Find(model).HasHead);
        });
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Search_WithoutHead_IsRefusedBeforeAnythingIsWritten(string output)
    {
        string path = Write(EndStructures.Headless(output), "source");
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => Prune(new PruneOptions
            {
                Model = path,
                Budget = new CountBudget(1),
                Output = new() { Path = _folder.Combine("pruned") }
            }));

        Assert.Equal("FC2043", error.Code);
        Assert.Contains($"its output '{output}' are hidden states", error.Message, StringComparison.Ordinal);
        Assert.Contains("--remove", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(RunPhase.Calibrate, _observer.Phases);
        Assert.Equal([_folder.Combine("source")], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Preview_WithoutHead_IsRefused()
    {
        CalibrationPreviewOptions options = new()
        {
            Model = Write(EndStructures.Headless("hidden_states"), "source"),
            Calibration = new() { Sources = ["self"] },
        };
        Assert.Equal(
            "FC2043", Assert.Throws<DiagnosticException>(
            () => CalibrationPreview.Execute(
                options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken)).Code);
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Remove_WithoutHead_IsVerifiedByHiddenStates(string output)
    {
        string path = Write(EndStructures.Headless(output), "source");
        PruneResult result = Remove(path, "0.ffn", "1.attn");
        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        Assert.Null(result.DensePerplexity);

        VerifyResult verified = Verify(result.Output!, path);
        Assert.All(verified.Findings, finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        Assert.Contains(verified.Findings, finding =>
            finding.Detail.Contains("largest hidden-state difference", StringComparison.Ordinal));
        Assert.DoesNotContain(verified.Findings, finding => finding.Detail.Contains("logit", StringComparison.Ordinal));
    }

    [Fact]
    public void Gate_WithoutHead_IsVerified()
    {
        GateOptions options = new()
        {
            Model = Write(EndStructures.Headless("hidden_states"), "source"),
            Output = _folder.Combine("gated"),
            Threads = 1,
        };
        GateResult result = GateRun.Execute(
            options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.InRange(result.Verification.LargestDifference, 0, result.Verification.Tolerance);
    }

    [Fact]
    public void Generate_WithoutHead_IsRefused()
    {
        string path = Write(EndStructures.Headless("hidden_states"), "source");
        TinyTokenizer.Write(Path.GetDirectoryName(path)!, 288);
        GenerateOptions options = new() { Model = path, Prompt = "Once", Threads = 1 };
        Assert.Equal(
            "FC2044", Assert.Throws<DiagnosticException>(
            () => GenerateRun.Execute(options, _ => { }, TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public void Inspect_WithoutHead_TakesNoWidthForAVocabulary() =>
        Assert.Null(InspectRun.Execute(
            new InspectOptions { Model = Write(EndStructures.Headless("hidden_states"), "source") }).VocabularySize);

    [Fact]
    public void Case_ExcludeLmHead_IsPrunedByHandAlone()
    {
        string source = SharedData.Require("cases", "exclude_lm_head");
        Assert.Equal(
            "FC2043", Assert.Throws<DiagnosticException>(
            () => Prune(new PruneOptions
            {
                Model = source,
                Budget = new RatioBudget(0.25),
                Output = new() { Path = _folder.Combine("searched") }
            })).Code);
        PruneResult result = Remove(source, "1.attn", "2.ffn");

        Assert.All(Verify(result.Output!, source).Findings, finding =>
            Assert.NotEqual(FindingResult.Differs, finding.Result));
        Assert.Equal(["pruned"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneResult Remove(string model, params string[] sublayers) =>
        Prune(new PruneOptions
        {
            Model = model,
            Budget = new RemovalListBudget(sublayers),
            Output = new() { Path = _folder.Combine("pruned") },
            Runtime = new() { Threads = 1 }
        });

    private VerifyResult Verify(string pruned, string source) => VerifyRun.Execute(
        new VerifyOptions { Model = pruned, Against = source, Samples = 2, SampleTokens = 16, Threads = 1 }, _observer,
            NullLogger.Instance, TestContext.Current.CancellationToken);

    private string Write(StructureModel structure, string name)
    {
        string path = _folder.Combine(name, "model.onnx");
        Directory.CreateDirectory(_folder.Combine(name));
        File.WriteAllBytes(path, structure.Model.ToByteArray());
        return path;
    }
}
