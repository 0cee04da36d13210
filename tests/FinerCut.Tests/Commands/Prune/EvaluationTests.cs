using FinerCut.Commands.Eval;
using FinerCut.Commands.Prune;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Statistics;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using FinerCut.TestModels.Decoders;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>What becomes of a folder that is written and verified when its perplexity cannot be measured.</summary>
public sealed class EvaluationTests : IDisposable
{
    private static readonly TinyDecoderOptions Small = new() { Layers = 2 };

    // Sharper logits, so that a removal shows in the perplexity.
    private static readonly TinyDecoderWeights Random = TinyDecoderWeights.Random(Small);
    private static readonly TinyDecoderWeights Sharp =
        Random with { Head = [.. Random.Head.Select(weight => 8 * weight)] };

    private readonly PruningRun _run = new(Small, Sharp);

    [Fact]
    public void Run_SamplesThatTheRuntimeRefuses_WarnsAndKeepsTheFolder()
    {
        PruneResult result = Execute(() => [new HeldOutText("odd", [[int.MaxValue - 1, 3, 4]])]);

        Assert.Equal((null, null), (result.DensePerplexity, result.PrunedPerplexity));
        Assert.True(File.Exists(Path.Combine(_run.Output, PruningPlan.FileName)));
        Assert.StartsWith(
            "Perplexity is not measured (FC5012): ", Assert.Single(_run.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_MemoryRunsOut_WarnsAndKeepsTheFolder()
    {
        PruneResult result = Execute(() => throw new InsufficientMemoryException());

        Assert.Null(result.PrunedPerplexity);
        Assert.True(Directory.Exists(_run.Output));
        Assert.StartsWith(
            "Perplexity is not measured (FC5014): ", Assert.Single(_run.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_StoppedWhileItMeasures_LeavesNoFolder()
    {
        IReadOnlyList<string> before = _run.Everything();

        Assert.Throws<OperationCanceledException>(() => Execute(() => throw new OperationCanceledException()));

        Assert.Equal(before, _run.Everything());
    }

    [Fact]
    public void Run_Evaluating_HasNoFolderOfTheTargetsNameYet()
    {
        bool wasThere = true;
        Execute(() =>
        {
            wasThere = Directory.Exists(_run.Output);
            return [];
        });

        Assert.False(wasThere);
        Assert.True(Directory.Exists(_run.Output));
    }

    [Fact]
    public void Run_TwoTexts_PutsBothIntoThePlanOfTheFolder()
    {
        Execute(() => [new HeldOutText("a.txt", Windows(3)), new HeldOutText("built-in", Windows(1))]);

        PruningPlan plan = PlanFile.Read(_run.Output);
        Assert.Equal(["a.txt", "built-in"], plan.Perplexities!.Select(found => found.Text));
        PlanPerplexity first = plan.Perplexities![0];
        Assert.Equal(("windows", 3, 16, 45L), (first.Protocol, first.Windows, first.WindowTokens, first.Tokens));
        Assert.Equal(first.Pruned!.Value / first.Dense!.Value, first.Ratio!.Value, 1e-12);
    }

    [Fact]
    public void Run_Text_HasTheNumbersOfEval()
    {
        string ids = _run.Combine("own.jsonl");
        File.WriteAllLines(ids, Windows(3).Select(window => $"[{string.Join(',', window)}]"));
        PlanPerplexity found = Execute(() => [new HeldOutText("own.jsonl", Windows(3))]).Plan.Perplexities![0];

        EvalResult result = EvalRun.Execute(
            new EvalOptions
            {
                Model = _run.Output,
                Against = _run.Decoder.Folder,
                Texts = [ids],
                Window = 16,
                Prompts = 0,
                Threads = 1,
            },
            _run.Observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);

        TextComparison expected = Assert.Single(result.Model.Texts).Comparison!;
        IsNear(expected.DensePerplexity, found.Dense, found.DenseStandardError);
        IsNear(result.Model.Texts[0].Perplexity, found.Pruned, found.PrunedStandardError);
        IsNear(expected.Ratio.Ratio, found.Ratio, found.RatioStandardError);

        static void IsNear(Estimate expected, double? value, double? error)
        {
            Assert.InRange(value!.Value / expected.Value, 1 - 1e-4, 1 + 1e-4);
            Assert.InRange(error!.Value / expected.StandardError!.Value, 1 - 1e-4, 1 + 1e-4);
        }
    }

    [Fact]
    public void Run_BeyondTheLimit_LeavesNothing()
    {
        PlanPerplexity found = Execute(() => [new HeldOutText("a.txt", Windows(3))]).Plan.Perplexities![0];
        Directory.Delete(_run.Output, recursive: true);
        IReadOnlyList<string> before = _run.Everything();
        PerplexityLimit limit = new(found.Ratio!.Value - 1e-9, "1x");

        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => Execute(() => [new HeldOutText("a.txt", Windows(3))], new() { MaxIncrease = limit }));

        Assert.Equal("FC7031", error.Code);
        Assert.Contains("On 'a.txt' perplexity rises from ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, _run.Everything());
    }

    [Fact]
    public void Run_BeyondTheLimit_TellsWhatWasFoundBeforeItFails()
    {
        List<PruneResult> told = [];
        EvaluationOptions options = new() { MaxIncrease = new PerplexityLimit(1e-9, "1x"), Refused = told.Add };

        Assert.Throws<DiagnosticException>(() => Execute(
            () => [new HeldOutText("a.txt", Windows(3)), new HeldOutText("b.txt", Windows(2))], options));

        PruneResult result = Assert.Single(told);
        Assert.Equal(["a.txt", "b.txt"], result.Plan.Perplexities!.Select(perplexity => perplexity.Text));
        Assert.True(result.Pruned.Bytes < result.Dense.Bytes);
        Assert.Null(result.Output);
        Assert.Null(result.Verification);
    }

    [Fact]
    public void Run_WithinTheLimit_WritesTheFolder()
    {
        Execute(
            () => [new HeldOutText("a.txt", Windows(3))],
            new() { MaxIncrease = PerplexityLimit.Parse("100x") });

        Assert.True(File.Exists(Path.Combine(_run.Output, PruningPlan.FileName)));
    }

    [Fact]
    public void Run_LimitAndSamplesThatTheRuntimeRefuses_FailsAndLeavesNothing()
    {
        IReadOnlyList<string> before = _run.Everything();

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Execute(
            () => [new HeldOutText("odd", [[int.MaxValue - 1, 3, 4]])],
            new() { MaxIncrease = PerplexityLimit.Parse("2x") }));

        Assert.Equal("FC5012", error.Code);
        Assert.Equal(before, _run.Everything());
    }

    [Fact]
    public void Run_FarRise_WarnsWithTheFigures()
    {
        // What the dense model holds likeliest is less likely without one of its networks.
        HeldOutText text = new("own.txt", [.. Enumerable.Range(0, 40).Select(id => (int[])[id, LikeliestAfter(id)])]);

        PlanPerplexity found = Execute(() => [text]).Plan.Perplexities![0];

        Assert.True(found.Ratio > PerplexityLimit.Warning, $"{found.Ratio}");
        Assert.StartsWith(
            "On 'own.txt' perplexity rises from ", Assert.Single(_run.Observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_LimitAndNoTokenizer_FailsBeforeTheSearch()
    {
        Directory.GetFiles(_run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _run.Prune(_run.Options with
        {
            Calibration = _run.Options.Calibration with { Sources = ["random"] },
            Evaluation = new() { MaxIncrease = PerplexityLimit.Parse("20%") },
        }));

        Assert.Equal("FC7032", error.Code);
        Assert.DoesNotContain(RunPhase.Search, _run.Observer.Phases);
    }

    [Fact]
    public void Prune_TextOfIds_IsMeasuredOn()
    {
        string ids = _run.Combine("own.jsonl");
        File.WriteAllLines(ids, Windows(4, 200).Select(window => $"[{string.Join(',', window)}]"));

        PruneResult result = _run.Prune(_run.Options with
        {
            Budget = new RemovalListBudget(["1.ffn"]),
            Output = _run.Options.Output with { DryRun = true },
            Evaluation = new() { Texts = [ids] },
        });

        PlanPerplexity found = Assert.Single(result.Plan.Perplexities!);
        Assert.Equal(("own.jsonl", 4, 128), (found.Text, found.Windows, found.WindowTokens));
    }

    [Theory]
    [InlineData("no.txt", "FC3015", "There is no file '{0}', which --text names.")]
    [InlineData("no*.txt", "FC3020", "--text '{0}' matches no file.")]
    [InlineData("own.txt", "FC3001", "or pass --text with a .jsonl file of token ids")]
    [InlineData("own.doc", "FC4016", "The file '{0}' is of no known kind")]
    public void Prune_TextThatCannotBeRead_IsRefusedByTheNameOfItsOption(string name, string code, string expected)
    {
        Directory.GetFiles(_run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        File.WriteAllText(_run.Combine("own.txt"), "text");
        File.WriteAllText(_run.Combine("own.doc"), "text");
        string path = _run.Combine(name);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _run.Prune(
            _run.Options with { Budget = new RemovalListBudget(["1.ffn"]), Evaluation = new() { Texts = [path] } }));

        Assert.Equal(code, error.Code);
        Assert.Contains(
            expected.Replace("{0}", path, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--calibration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_TextThatFillsNoWindow_IsRefused()
    {
        string ids = _run.Combine("short.jsonl");
        File.WriteAllText(ids, "[1, 2, 3]");

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _run.Prune(
            _run.Options with
            {
                Budget = new RemovalListBudget(["1.ffn"]),
                Evaluation = new() { Texts = [ids] },
            }));

        Assert.Equal("FC7033", error.Code);
        Assert.Contains($"'{ids}' has fewer than 128 tokens", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_TextThatIsNotThere_IsRefusedAtOnce()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _run.Prune(
            _run.Options with
            {
                Budget = new RemovalListBudget(["1.ffn"]),
                Evaluation = new() { Texts = [_run.Combine("no.txt")] },
            }));

        Assert.Equal("FC3015", error.Code);
        Assert.Equal([RunPhase.Open], _run.Observer.Phases);
    }

    [Fact]
    public void Prune_OrderWithALimit_IsRefused()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => _run.Prune(
            _run.Options with
            {
                Budget = new OrderBudget(1),
                Evaluation = new() { MaxIncrease = PerplexityLimit.Parse("2x") },
            }));

        Assert.Equal("FC7035", error.Code);
    }

    public void Dispose() => _run.Dispose();

    private int LikeliestAfter(int id)
    {
        float[] logits = _run.Decoder.Expect([[id]]).Values;
        return Enumerable.Range(0, logits.Length).MaxBy(next => logits[next]);
    }

    private static int[][] Windows(int count, int length = 16)
    {
        System.Random random = new(7);
        return [.. Enumerable.Range(0, count)
            .Select(_ => Enumerable.Range(0, length).Select(_ => random.Next(288)).ToArray())];
    }

    private PruneResult Execute(Func<IReadOnlyList<HeldOutText>> texts, EvaluationOptions? options = null)
    {
        PruningPlan plan = _run.Prune(_run.Options with
        {
            Budget = new RemovalListBudget(["1.ffn"]),
            Output = _run.Options.Output with { DryRun = true }
        }).Plan;
        _run.Observer.Warnings.Clear();
        using SourceModel source = SourceModel.Open(_run.Decoder.Folder, 16);
        using OutputFolder output = OutputFolder.Create(_run.Output, source.Folder, force: false);
        SessionFactory sessions = new(ExecutionProvider.Cpu, 1);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(source.Model.Path, sessions);
        RunContext run = new(_run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);
        PlanExecution execution = new(source, decoder, sessions, run)
        {
            SourceFiles = () => plan.Source.Files,
            Evaluation = options ?? new(),
        };
        return execution.ExecutePlan(plan, output, () => [[3, 4, 5, 6]], texts);
    }
}
