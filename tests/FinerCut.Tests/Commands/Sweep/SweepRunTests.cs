using FinerCut.Commands.Apply;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Sweep;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Commands.Prune;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Sweep;

public sealed class SweepRunTests : IDisposable
{
    // Sharper logits, so that a removal shows in the perplexity.
    private static readonly TinyDecoderOptions Small = new() { Layers = 4 };
    private static readonly TinyDecoderWeights Random = TinyDecoderWeights.Random(Small);

    private readonly PruningRun _run =
        new(Small, Random with { Head = [.. Random.Head.Select(weight => 8 * weight)] });

    private readonly string _text;

    public SweepRunTests()
    {
        System.Random random = new(7);
        _text = _run.Combine("own.jsonl");
        File.WriteAllLines(_text, Enumerable.Range(0, 2).Select(_ =>
            $"[{string.Join(',', Enumerable.Range(0, 128).Select(_ => random.Next(288)))}]"));
    }

    private string PlanPath => _run.Combine("order.plan.json");

    private SweepOptions Options => new()
    {
        Model = _run.Decoder.Folder,
        Ratios = SweepRatios.Parse("0.125,0.25,0.5"),
        Texts = [_text],
        Calibration = _run.Options.Calibration,
        Runtime = _run.Options.Runtime,
        PlanPath = PlanPath,
        Output = new() { Path = _run.Output },
    };

    private PruneOptions UntilHalf => _run.Options with
    {
        Budget = new OrderBudget(0.5),
        Output = new() { Path = _run.Combine("until.plan.json") },
    };

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Sweep_Points_HaveTheNumbersOfModelsThatAreWritten()
    {
        SweepResult result = Sweep(Options);

        Assert.Equal([(0.125, 1), (0.25, 2), (0.5, 4)], result.Points.Select(point => (point.Ratio, point.Count)));
        foreach (SweepPoint point in result.Points)
        {
            PruneResult written = _run.Prune(_run.Options with
            {
                Budget = new RatioBudget(point.Ratio),
                Evaluation = new() { Texts = [_text] },
                Output = new() { Path = _run.Combine($"pruned-{point.Count}") },
            });
            Assert.Equal(written.Plan.Removed[^1].Distance, point.Distance);
            Assert.Equal(written.Plan.Perplexities, point.Perplexities);
            Assert.Equal(written.Pruned with { Bytes = 0 }, point.Totals with { Bytes = 0 });
        }

        Assert.Equal(3, result.Points.Select(point => point.Perplexities[0].Ratio).Distinct().Count());
    }

    [Fact]
    public void Sweep_Plan_IsThatOfPruneUntil()
    {
        PruningPlan expected = _run.Prune(UntilHalf).Plan;
        IReadOnlyList<string> before = _run.Everything();

        SweepResult result = Sweep(Options);

        PruningPlan written = PlanFile.Read(PlanPath);
        Assert.Equal(PlanPath, result.PlanFile);
        Assert.Equal(result.Points[^1].Perplexities, written.Perplexities);
        Assert.Equal(PlanJson.Write(expected), PlanJson.Write(written with { Perplexities = null }));
        Assert.Equal([PlanPath], _run.Everything().Except(before));
    }

    [Fact]
    public void Sweep_DryRun_WritesNothing()
    {
        IReadOnlyList<string> before = _run.Everything();

        SweepResult result = Sweep(Options with
        {
            Pick = PickCondition.Parse("perplexity<=9999x"),
            Output = Options.Output with { DryRun = true },
        });

        Assert.Equal((null, null, 0.5), (result.PlanFile, result.Written, result.Picked?.Ratio));
        Assert.Equal(before, _run.Everything());
    }

    [Fact]
    public void Pick_ThatHolds_WritesTheFolderOfApply()
    {
        double limit = Sweep(Options).Points[1].Distance!.Value;

        SweepResult result = Sweep(Options with
        {
            Pick = PickCondition.Parse(FormattableString.Invariant($"distance<={(decimal)(limit * 1.01)}")),
            Output = new() { Path = _run.Output, Force = true },
        });

        Assert.Equal((0.25, _run.Output), (result.Picked?.Ratio, result.Written?.Output));
        Assert.NotNull(result.Written!.Verification);
        PruneResult applied = ApplyRun.Execute(
            new ApplyOptions
            {
                Plan = PlanPath,
                Model = _run.Decoder.Folder,
                Budget = new RatioBudget(0.25),
                Evaluation = new() { Texts = [_text] },
                Output = new() { Path = _run.Combine("applied") },
                Runtime = Options.Runtime,
            },
            _run.Observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);
        Assert.Equal(PlanJson.Write(applied.Plan), PlanJson.Write(PlanFile.Read(_run.Output)));
        Assert.Equal(Contents(applied.Output!), Contents(_run.Output));
    }

    [Fact]
    public void Pick_NothingHolds_WritesThePlanAndNoFolder()
    {
        IReadOnlyList<string> before = _run.Everything();

        SweepResult result = Sweep(Options with { Pick = PickCondition.Parse("perplexity<=0.01x") });

        Assert.Equal("FC7204", result.Failure?.Code);
        Assert.Equal((null, null), (result.Picked, result.Written));
        Assert.Equal([PlanPath], _run.Everything().Except(before));
    }

    [Fact]
    public void Pick_WithoutAName_WritesAFolderThatNamesTheCondition()
    {
        SweepResult result = Sweep(Options with { Pick = PickCondition.Parse("distance<=99"), Output = new() });

        Assert.Equal(_run.Combine("model-pruned-distance-99"), result.Written?.Output);
    }

    [Theory]
    [InlineData("perplexity<=2x", "FC7032")]
    [InlineData("distance<=0.01", null)]
    public void Pick_PerplexityOfAModelWithoutTokenizer_FailsBeforeTheSearch(string condition, string? code)
    {
        Directory.GetFiles(_run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        SweepOptions options = Options with
        {
            Texts = [],
            Calibration = Options.Calibration with { Sources = ["random"] },
            Pick = PickCondition.Parse(condition),
            Output = new() { DryRun = true },
        };

        if (code is null)
        {
            Assert.Empty(Sweep(options).Points[0].Perplexities);
            return;
        }

        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Sweep(options)).Code);
        Assert.DoesNotContain(RunPhase.Search, _run.Observer.Phases);
    }

    [Theory]
    [InlineData("no.txt", "FC3015")]
    [InlineData("short.jsonl", "FC7033")]
    public void Sweep_TextThatCannotBeMeasured_FailsBeforeTheSearch(string name, string code)
    {
        File.WriteAllText(_run.Combine("short.jsonl"), "[1, 2, 3]");

        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => Sweep(Options with { Texts = [_run.Combine(name)] }));

        Assert.Equal(code, error.Code);
        Assert.DoesNotContain(RunPhase.Search, _run.Observer.Phases);
    }

    [Fact]
    public void Sweep_TargetsThatAreThere_AreRefusedBeforeTheModelIsOpened()
    {
        File.WriteAllText(PlanPath, "mine");
        Assert.Equal("FC4022", Assert.Throws<DiagnosticException>(() => Sweep(Options)).Code);
        File.Delete(PlanPath);
        Directory.CreateDirectory(_run.Output);
        SweepOptions picking = Options with { Pick = PickCondition.Parse("distance<=9") };
        Assert.Equal("FC4022", Assert.Throws<DiagnosticException>(() => Sweep(picking)).Code);
        Assert.DoesNotContain(RunPhase.Prepare, _run.Observer.Phases);
    }

    [Fact]
    public void Sweep_RatiosWithoutASublayer_AreRefused()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => Sweep(Options with { Ratios = SweepRatios.Parse("0.05..0.1") }));

        Assert.Equal("FC4017", error.Code);
        Assert.StartsWith("--ratios 0.1 of 8 sublayers is less than one.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sweep_Interrupted_GoesOnWithTheSearch()
    {
        PruningPlan expected = _run.Prune(UntilHalf).Plan;
        using StoppingObserver stopped = new(2);
        Assert.ThrowsAny<OperationCanceledException>(
            () => SweepRun.Execute(Options, stopped, NullLogger.Instance, stopped.Token));
        Assert.True(File.Exists(PlanPath + ".search.json"));
        Assert.False(File.Exists(PlanPath));

        using StoppingObserver observer = new(0);
        SweepResult result = SweepRun.Execute(Options, observer, NullLogger.Instance, observer.Token);

        Assert.Equal([3, 4], observer.Steps);
        Assert.Equal(expected.Removed, result.Plan.Removed);
        Assert.False(File.Exists(PlanPath + ".search.json"));
    }

    private static string[] Contents(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(folder, path)} {Convert.ToHexString(File.ReadAllBytes(path))}"),
    ];

    private SweepResult Sweep(SweepOptions options) =>
        SweepRun.Execute(options, _run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);
}
