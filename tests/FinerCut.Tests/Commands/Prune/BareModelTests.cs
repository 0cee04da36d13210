using FinerCut.Commands.Prune;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>A graph with its weights and nothing else beside it always leads to a result.</summary>
public sealed class BareModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SilentObserver _observer = new();

    public static TheoryData<TinyDecoderForm> Forms => [.. Enum.GetValues<TinyDecoderForm>()];

    public static TheoryData<string> Zoo =>
    [
        "gemma2.genai-cpu-windowed.fp32", "gpt2.optimum.fp32", "llama-gqa.dynamo23.fp32",
        "llama-gqa.optimum-merged.fp32",
        "llama-gqa.optimum-nopast.fp32", "llama-gqa.optimum.fp16", "llama-gqa.genai-cpu.int4", "phi3.genai-cpu.fp32",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Prune_TinyDecoder_WritesItsOwnSamplesAndWarnsOnce(TinyDecoderForm form)
    {
        TinyDecoderOptions options = new() { Form = form };
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("whole"), options, TinyDecoderWeights.Random(options));
        PruneResult result = Prune(
            Bare(decoder.ModelPath),
            options => options with { Calibration = options.Calibration with { Samples = 2, SampleTokens = 16 } });

        PlanCalibration calibration = result.Plan.Calibration!;
        Assert.Equal(
            ("self", 2, 16, null, 0),
            (calibration.Source, calibration.Samples, calibration.SampleTokens, calibration.Packing, calibration.Seed));
        Assert.Contains(
            "writes its own calibration samples", Assert.Single(OfSamples(_observer)), StringComparison.Ordinal);
        Assert.Null(result.DensePerplexity);
        Assert.NotNull(result.Verification);
    }

    [Theory]
    [MemberData(nameof(Zoo))]
    public void Prune_ModelOfTheZoo_LeadsToAResult(string name)
    {
        PruneResult result = Prune(
            Bare(ZooFolder.Require(name).ModelPath),
            options => options with { Calibration = options.Calibration with { Samples = 2 } });
        Assert.Equal("self", result.Plan.Calibration!.Source);
        Assert.NotNull(result.Verification);
        Assert.InRange(result.Plan.Calibration.SampleTokens, 16, 256);
    }

    [Fact]
    public void Preview_FewerPositionsThanTokens_EndsSamplesThere()
    {
        TinyDecoderOptions options = new() { Form = TinyDecoderForm.GenAiLlama, ContextLength = 20 };
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("whole"), options, TinyDecoderWeights.Random(options));
        CalibrationView view = CalibrationPreview.Execute(
            new CalibrationPreviewOptions
            {
                Model = Bare(decoder.ModelPath),
                Calibration = new() { Samples = 3 },
            }, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Equal([20, 20, 20], view.Set.Samples.Select(sample => sample.Length));
        Assert.Contains("20 tokens instead of 256", _observer.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_IdsThatTheTokenizerDoesNotKnow_LeaveThemOutOfTheText()
    {
        using PruningRun run = new(new TinyDecoderOptions { Vocabulary = 4000 });
        CalibrationView view = CalibrationPreview.Execute(
            run.Options.ForPreview() with
            {
                Calibration = run.Options.Calibration with { Sources = ["random"] },
            }, run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Contains(view.Set.Samples.SelectMany(sample => sample), id => id > 1000);
        Assert.Equal(2, view.Texts.Count);
    }

    [Fact]
    public void Prune_TokenizerNotUnderstood_WarnsAndWritesItsOwnSamples()
    {
        using PruningRun run = new();
        File.WriteAllText(
            Path.Combine(run.Decoder.Folder, "tokenizer.json"), """{ "model": { "type": "WordPiece" } }""");
        PruneResult result = run.Prune(
            run.Options with { Budget = new CountBudget(1), Output = run.Options.Output with { DryRun = true } });
        Assert.Equal("self", result.Plan.Calibration!.Source);
        Assert.Contains(run.Observer.Warnings, warning => warning.Contains("FC3005", StringComparison.Ordinal)
            && warning.Contains("its own calibration samples", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("self")]
    [InlineData("random")]
    public void Prune_Word_IsWhatItSaysWithoutWarning(string word)
    {
        using PruningRun run = new();
        PlanCalibration first = Calibration(run, word, null);
        Assert.Equal((word, 2, 16, 0), (first.Source, first.Samples, first.SampleTokens, first.Seed));
        Assert.Equal(first, Calibration(run, word, 0));
        Assert.NotEqual(first.TokensSha256, Calibration(run, word, 1).TokensSha256);
        Assert.Empty(OfSamples(run.Observer));
    }

    [Fact]
    public void Prune_DefaultLengthBeyondTheContext_TakesTheContext()
    {
        using PruningRun run = new();
        PruneResult result = run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Output = run.Options.Output with { DryRun = true },
            Calibration = run.Options.Calibration with { SampleTokens = 256 }
        });
        Assert.Equal(128, result.Plan.Calibration!.SampleTokens);
        Assert.Contains("128 tokens instead of 256", Assert.Single(OfSamples(run.Observer)), StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_Text_ShowsWhatASearchSees()
    {
        using PruningRun run = new();
        CalibrationView view = CalibrationPreview.Execute(
            run.Options.ForPreview(), run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(
            run.Prune(run.Options with
            {
                Budget = new CountBudget(1),
                Output = run.Options.Output with { DryRun = true }
            }).Plan.Calibration!.TokensSha256,
            view.Set.TokensSha256());
        Assert.Equal(view.Set.Samples.Count, view.Texts.Count);
        Assert.All(view.Texts, text => Assert.NotEmpty(text));
    }

    [Fact]
    public void Preview_BareModel_HasIdsOnly()
    {
        using PruningRun run = new();
        CalibrationView view = CalibrationPreview.Execute(
            run.Options.ForPreview() with { Model = Bare(run.Decoder.ModelPath) }, run.Observer, NullLogger.Instance,
            TestContext.Current.CancellationToken);
        Assert.Equal("self", view.Set.Source);
        Assert.Empty(view.Texts);
    }

    public void Dispose() => _folder.Dispose();

    private static PlanCalibration Calibration(PruningRun run, string word, long? seed) =>
        run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Output = run.Options.Output with { DryRun = true },
            Calibration = run.Options.Calibration with { Sources = [word], Seed = seed }
        }).Plan.Calibration!;

    private PruneResult Prune(string model, Func<PruneOptions, PruneOptions> change) => PruneRun.Execute(
        change(new PruneOptions
        {
            Model = model,
            Budget = new RatioBudget(0.25),
            Runtime = new() { Threads = 1 },
        }), _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>The graph and its external data alone in an empty folder.</summary>
    private string Bare(string path)
    {
        string folder = Directory.CreateDirectory(_folder.Combine("bare")).FullName;
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(path)!)
            .Where(file => file == path || !IsBeside(file)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, Path.GetFileName(path));
    }

    private static bool IsBeside(string file) =>
        Path.GetExtension(file) is ".json" or ".txt" or ".model" or ".onnx" or ".bin" or ".jinja" or ".md";

    /// <summary>Without the warning about few samples, which random weights deserve.</summary>
    private static IEnumerable<string> OfSamples(SilentObserver observer) =>
        observer.Warnings.Where(warning => !warning.StartsWith("The choice depends", StringComparison.Ordinal));
}
