using FinerCut.Commands.Apply;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Onnx;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using FinerCut.Verification;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>A model whose graph knows 40 positions, where nothing beside it tells so, or something wrong.</summary>
public sealed class ContextLimitTests : IDisposable
{
    private const int Positions = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly SilentObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "max_position_embeddings": 100 }""")]
    public void Search_LimitInTheGraphAlone_TakesShorterSamplesAndSaysSo(string? configuration)
    {
        PruneResult result = Prune(Options(Write(configuration)) with { Budget = new CountBudget(1) });

        Assert.Equal(Positions, result.Plan.Calibration!.SampleTokens);
        Assert.NotNull(result.Verification);
        Assert.InRange(result.DensePerplexity!.Value, 1, 5000);
        Assert.Contains(_observer.Warnings, warning =>
            warning.Contains("40 tokens instead of", StringComparison.Ordinal));
    }

    [Fact]
    public void Search_LongerSamplesAskedFor_IsRefusedWithTheLimit()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => Prune(Options(Write(null)) with { Calibration = new() { SampleTokens = 64 } }));

        Assert.Equal("FC4029", error.Code);
        Assert.Contains("--sample-tokens 40", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Combine("pruned")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "max_position_embeddings": 100 }""")]
    public void Preview_LimitInTheGraphAlone_ShowsTheSamplesOfTheSearch(string? configuration)
    {
        PruneOptions options = Options(Write(configuration)) with { Output = new() { DryRun = true } };
        CalibrationView view = Preview(options);
        Assert.All(view.Set.Samples, sample => Assert.Equal(Positions, sample.Length));
        Assert.Contains(_observer.Warnings, warning =>
            warning.Contains("40 tokens instead of", StringComparison.Ordinal));
        Assert.Equal(Prune(options).Plan.Calibration!.TokensSha256, view.Set.TokensSha256());
    }

    [Fact]
    public void Preview_LongerSamplesAskedFor_IsRefusedWithTheLimit()
    {
        PruneOptions options = Options(Write(null)) with { Calibration = new() { SampleTokens = 64 } };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Preview(options));
        Assert.Equal("FC4029", error.Code);
        Assert.Contains("--sample-tokens 40", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "max_position_embeddings": 100 }""")]
    public void Generate_LimitInTheGraphAlone_EndsThere(string? configuration)
    {
        GenerateResult result = Generate(Write(configuration), tokens: 30);
        Assert.Equal(StopReason.ContextFull, result.Stop);

        // The last token needs no position of its own: nothing reads it.
        Assert.Equal(Positions + 1, result.PromptIds.Count + result.Ids.Count);
    }

    [Fact]
    public void Generate_PromptBeyondTheLimitInTheGraph_IsRefusedWithTheLimit()
    {
        string model = Write(null);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Generate(model, tokens: Positions + 1));
        Assert.Equal("FC4075", error.Code);
        Assert.Contains("reads 40 at the most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RemoveApplyAndVerify_LimitInTheGraphAlone_CompareShorterSamples()
    {
        string model = Write(null);
        PruneResult result = Prune(Options(model) with { Budget = new RemovalListBudget(["0.ffn"]) });
        Assert.InRange(result.PrunedPerplexity!.Value, 1, 5000);

        ApplyOptions apply = new()
        {
            Plan = Path.Combine(result.Output!, "finercut.plan.json"),
            Model = model,
            Output = new() { Path = _folder.Combine("applied") },
            Runtime = new() { Threads = 1 },
        };
        Assert.NotNull(ApplyRun.Execute(apply, _observer, NullLogger.Instance, TestContext.Current.CancellationToken)
            .Verification);

        VerifyOptions verify = new() { Model = result.Output!, Against = model, Samples = 2, Threads = 1 };
        VerifyResult verified = VerifyRun.Execute(
            verify, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.All(verified.Findings, finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        Assert.Contains(_observer.Warnings, warning =>
            warning.Contains("40 tokens instead of 128", StringComparison.Ordinal));
    }

    private static GenerateResult Generate(string model, int tokens) => GenerateRun.Execute(
        new GenerateOptions { Model = model, Prompt = new string('!', tokens), MaxTokens = 60, Threads = 1 },
        _ => { },
        TestContext.Current.CancellationToken);

    private CalibrationView Preview(PruneOptions options) =>
        CalibrationPreview.Execute(
            options.ForPreview(), _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private PruneOptions Options(string model) =>
        new()
        {
            Model = model,
            Budget = new CountBudget(1),
            Output = new() { Path = _folder.Combine("pruned") },
            Calibration = new() { Samples = 2 },
            Runtime = new() { Threads = 1 },
        };

    private string Write(string? configuration)
    {
        string folder = _folder.Combine("source");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), EndStructures.Limited(Positions).Model.ToByteArray());
        TinyTokenizer.Write(folder, 288);
        if (configuration is not null)
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), configuration);
        }

        return folder;
    }
}
