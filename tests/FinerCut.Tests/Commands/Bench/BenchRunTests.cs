using FinerCut.Commands.Bench;
using FinerCut.Latencies;
using FinerCut.Onnx;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using FinerCut.Tests.Commands.Prune;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Bench;

public class BenchRunTests
{
    [Fact]
    public void Run_TwoModels_MeasuresEachTestOfEach()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn", "0.ffn"]) });
        SilentObserver observer = new();
        BenchResult result = Bench(Small(run.Decoder.Folder, run.Output), observer);

        Assert.Equal(["pp12", "tg4", "pp12 @ d8", "tg4 @ d8"], NamesOf(result.Models[0]));
        Assert.Equal(NamesOf(result.Models[0]), NamesOf(result.Models[1]));
        Assert.All(result.Models.SelectMany(model => model.Measurements), Check);
        Assert.All(result.Models[0].Measurements, measurement => Assert.Null(measurement.Ratio));
        Assert.All(result.Models[1].Measurements, measurement => Assert.True(measurement.Ratio!.Mean > 0));
        Assert.Equal(
            [RunPhase.Open, RunPhase.Open, RunPhase.Prepare, RunPhase.Prepare, RunPhase.Measure], observer.Phases);
        Assert.Equal((3, 1, "cpu", 1), (result.Repetitions, result.WarmUp, result.Provider, result.Threads));
        Assert.True(result.PeakMemoryBytes > 0);

        static void Check(BenchMeasurement measurement)
        {
            Assert.Equal(3, measurement.Seconds.Count);
            Assert.All(measurement.Seconds, time => Assert.True(time > 0));
            Assert.Equal(
                measurement.Test.PromptTokens > 0 ? ReadingMode.OneCall : ReadingMode.TokenByToken,
                measurement.Reading);
        }
    }

    [Fact]
    public void Run_Sizes_AreThoseOfTheFiles()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn"]) });
        BenchResult result = Bench(Small(run.Decoder.Folder, run.Output));

        TinyDecoderOptions shape = run.Decoder.Options;
        long perLayer = 2L * sizeof(float) * shape.KvHeads * shape.HeadSize;
        Assert.Equal(
            [perLayer * shape.Layers, perLayer * (shape.Layers - 1)],
            result.Models.Select(model => model.CacheBytesPerToken));
        Assert.Equal(
            [BytesIn(run.Decoder.ModelPath), BytesIn(Path.Combine(run.Output, "model.onnx"))],
            result.Models.Select(model => model.FileBytes));
        Assert.True(result.Models[0].Parameters > result.Models[1].Parameters);
    }

    [Fact]
    public void Run_Models_TakeTurns()
    {
        using PruningRun run = new();
        BenchOptions options = Small(run.Decoder.Folder, run.Decoder.Folder) with
        {
            PromptTokens = [12],
            GenerateTokens = [6],
            Depths = [0],
            WarmUp = 0,
            Time = new TurnTime(),
        };
        BenchResult result = Bench(options);

        Assert.Equal([1, 3, 5], result.Models[0].Measurements[0].Seconds);
        Assert.Equal([2, 4, 6], result.Models[1].Measurements[0].Seconds);
        Assert.Equal([7, 9, 11], result.Models[0].Measurements[1].Seconds);
        Assert.Equal([8, 10, 12], result.Models[1].Measurements[1].Seconds);
        Assert.Equal(Spread.Measure([12, 4, 12 / 5.0]), result.Models[0].Measurements[0].TokensPerSecond);
        Assert.Equal(
            Spread.Measure([7 / 8.0, 9 / 10.0, 11 / 12.0]).Mean, result.Models[1].Measurements[1].Ratio!.Mean, 1e-12);
    }

    [Fact]
    public void Run_WarmUp_ComesBeforeTheClockCounts()
    {
        using PruningRun run = new();
        BenchOptions options = Small(run.Decoder.Folder) with
        {
            PromptTokens = [12],
            GenerateTokens = [0],
            Depths = [0],
            WarmUp = 2,
            Repetitions = 1,
            Time = new TurnTime(),
        };
        BenchMeasurement measurement = Bench(options).Models[0].Measurements.Single();

        Assert.Equal([3], measurement.Seconds);
        Assert.Equal(new Spread(4, null), measurement.TokensPerSecond);
    }

    [Fact]
    public void Run_Memory_IsTheGrowthWhileEachModelIsOpened()
    {
        using PruningRun run = new();
        long looks = 0;
        BenchOptions options = Small(run.Decoder.Folder, run.Decoder.Folder) with
        {
            // Each look sees a thousand bytes more, whether a timer or the end of a warm-up looks.
            ResidentBytes = () => 1000 * ++looks,
            Time = new TurnTime(),
        };

        Assert.All(Bench(options).Models, model => Assert.True(model.MemoryBytes >= 1000));
        Assert.All(Bench(options with { WarmUp = 0 }).Models, model => Assert.Null(model.MemoryBytes));
    }

    [Fact]
    public void Run_WithoutCaches_SaysThatEachCallReadsTheWholeText()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["*.attn"]) });
        BenchResult result = Bench(Small(run.Output));

        Assert.Equal(
            [ReadingMode.OneCall, ReadingMode.WholeText, ReadingMode.WholeText, ReadingMode.WholeText],
            ModesOf(result));
        Assert.Equal(0, result.Models[0].CacheBytesPerToken);
    }

    [Fact]
    public void Run_CallsOfOneToken_ReadThePromptTokenByToken()
    {
        using TemporaryFolder folder = new();
        BenchResult result = Bench(Small(Write(folder, InputForm.OneToken)));
        Assert.All(ModesOf(result), mode => Assert.Equal(ReadingMode.TokenByToken, mode));
    }

    [Fact]
    public void Run_CallsOfTwoSequences_CountTheTokensOfBoth()
    {
        using TemporaryFolder folder = new();
        BenchOptions options = Small(Write(folder, InputForm.TwoSequences)) with
        {
            GenerateTokens = [0],
            Depths = [0],
            WarmUp = 0,
            Repetitions = 1,
            Time = new TurnTime(),
        };
        BenchedModel model = Bench(options).Models[0];

        Assert.Equal(2, model.Batch);
        Assert.Equal(24, model.Measurements[0].TokensPerSecond.Mean);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Run_TextLongerThanATableOfPositions_IsRefused(int warmUp)
    {
        using TemporaryFolder folder = new();
        BenchOptions options = Small(Write(folder, InputForm.Plain)) with { PromptTokens = [65], WarmUp = warmUp };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Bench(options));
        Assert.Equal("FC7102", error.Code);
        Assert.Contains("reads 64 at the most", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prompt-tokens -1")]
    [InlineData("--generate-tokens -1")]
    [InlineData("--depth -1")]
    [InlineData("--repetitions 0")]
    [InlineData("--warm-up -1")]
    [InlineData("--prompt-tokens 0 and --generate-tokens 0")]
    public void Run_ImpossibleNumbers_AreRefused(string found)
    {
        BenchOptions options = Small("no-such-model");
        BenchOptions wrong = found switch
        {
            "--prompt-tokens -1" => options with { PromptTokens = [16, -1] },
            "--generate-tokens -1" => options with { GenerateTokens = [-1] },
            "--depth -1" => options with { Depths = [0, -1] },
            "--repetitions 0" => options with { Repetitions = 0 },
            "--warm-up -1" => options with { WarmUp = -1 },
            _ => options with { PromptTokens = [0], GenerateTokens = [0] },
        };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Bench(wrong));
        Assert.Equal("FC7101", error.Code);
        Assert.StartsWith(found, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(129, 0, 0, "pp129")]
    [InlineData(0, 64, 65, "tg64 @ d65")]
    public void Run_TextLongerThanTheContext_IsRefused(int prompt, int generated, int depth, string test)
    {
        using PruningRun run = new();
        BenchOptions options = Small(run.Decoder.Folder) with
        {
            PromptTokens = [prompt],
            GenerateTokens = [generated],
            Depths = [depth],
        };
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Bench(options));
        Assert.Equal("FC7102", error.Code);
        Assert.StartsWith($"The test {test} is a text of 129 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MissingModel_IsRefusedBeforeTheOthersRun()
    {
        using PruningRun run = new();
        SilentObserver observer = new();
        Assert.Equal("FC1001", Assert.Throws<DiagnosticException>(
            () => Bench(Small(run.Decoder.Folder, run.Combine("none")), observer)).Code);
        Assert.DoesNotContain(RunPhase.Prepare, observer.Phases);
    }

    [Fact]
    public void Run_Cancelled_Ends()
    {
        using PruningRun run = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => BenchRun.Execute(
            Small(run.Decoder.Folder), SilentObserver.Instance, NullLogger.Instance, source.Token));
    }

    private static BenchOptions Small(params string[] models) => new()
    {
        Models = models,
        PromptTokens = [12],
        GenerateTokens = [4],
        Depths = [0, 8],
        Repetitions = 3,
        Threads = 1,
    };

    private static BenchResult Bench(BenchOptions options, SilentObserver? observer = null) => BenchRun.Execute(
        options, observer ?? new SilentObserver(), NullLogger.Instance, TestContext.Current.CancellationToken);

    private static IEnumerable<string> NamesOf(BenchedModel model) =>
        model.Measurements.Select(measurement => measurement.Test.Name);

    private static long BytesIn(string path) => new[] { path, $"{path}.data", $"{path}_data" }
        .Where(File.Exists).Sum(file => new FileInfo(file).Length);

    private static IEnumerable<ReadingMode> ModesOf(BenchResult result) =>
        result.Models[0].Measurements.Select(measurement => measurement.Reading);

    private static string Write(TemporaryFolder folder, InputForm form)
    {
        string path = folder.Combine("model.onnx");
        File.WriteAllBytes(path, new InputStructures(form).Build().Model.ToByteArray());
        return path;
    }
}
