using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.Search.Resume;
using FinerCut.TestModels.Decoders;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Runs that are interrupted in the middle of the search and started again.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly PruningRun _run = new(new TinyDecoderOptions { Layers = 4 });

    private string StatePath => _run.Output + ".search.json";

    private PruneOptions Options =>
        _run.Options with { Budget = new CountBudget(6), Calibration = _run.Options.Calibration with { Samples = 3 } };

    [Theory]
    [InlineData(SearchPolicyName.Lazy, DistanceMetric.Js)]
    [InlineData(SearchPolicyName.Lazy, DistanceMetric.Angular)]
    [InlineData(SearchPolicyName.Exhaustive, DistanceMetric.Kl)]
    [InlineData(SearchPolicyName.Exhaustive, DistanceMetric.Norm)]
    public void Prune_InterruptedAfterEachStep_PlansTheSameButForTheWork(SearchPolicyName method, DistanceMetric metric)
    {
        PruneOptions options = Options with { Search = Options.Search with { Policy = method, Metric = metric } };
        PruningPlan expected = _run.Prune(
            options with { Output = options.Output with { DryRun = true, Path = _run.Combine("other") } }).Plan;

        for (int step = 1; step <= 5; step++)
        {
            Assert.Equal([step], Interrupt(options, step));
        }

        using StoppingObserver observer = new(0);
        PruneResult result =
            Prune(options with { Search = options.Search with { Resume = ResumeMode.Required } }, observer);

        Assert.Equal([6], observer.Steps);
        Assert.Equal(["continuing after step 5 of 6 of pruned.search.json"], observer.Resumes);
        Assert.Equal(
            PlanJson.Write(expected),
            PlanJson.Write(result.Plan with
            {
                Work = result.Plan.Work with { ForwardEquivalents = expected.Work.ForwardEquivalents },
            }));
        Assert.True(result.Plan.Work.ForwardEquivalents > expected.Work.ForwardEquivalents);
        Assert.Equal(
            PlanJson.Write(result.Plan), File.ReadAllText(Path.Combine(_run.Output, PruningPlan.FileName)));
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public void Prune_InterruptedAfterTheSearch_SearchesNoMore()
    {
        Interrupt(Options, 6);
        using StoppingObserver observer = new(0);
        PruneResult result = Prune(Options, observer);

        Assert.Empty(observer.Steps);
        Assert.Equal(6, result.Plan.Removed.Count);
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public void Prune_DryRunStopped_LeavesNothing()
    {
        IReadOnlyList<string> before = _run.Everything();
        using StoppingObserver observer = new(2);

        OperationCanceledException error = Assert.ThrowsAny<OperationCanceledException>(
            () => Prune(Options with { Output = Options.Output with { DryRun = true } }, observer));

        Assert.IsNotType<PruneInterruptedException>(error);
        Assert.Equal(before, _run.Everything());
    }

    [Theory]
    [InlineData(ResumeMode.Matching, 3)]
    [InlineData(ResumeMode.Required, 3)]
    [InlineData(ResumeMode.Restart, 1)]
    public void Prune_DryRun_ReadsTheSearchOfARunAndLeavesItThere(ResumeMode mode, int firstStep)
    {
        Interrupt(Options, 2);
        byte[] state = File.ReadAllBytes(StatePath);
        IReadOnlyList<string> before = _run.Everything();
        using StoppingObserver stopped = new(4);
        Assert.ThrowsAny<OperationCanceledException>(
            () => Prune(Options with
            {
                Output = Options.Output with { DryRun = true },
                Search = Options.Search with { Resume = mode }
            }, stopped));
        using StoppingObserver observer = new(0);
        PruneResult result = Prune(Options with
        {
            Output = Options.Output with { DryRun = true },
            Search = Options.Search with { Resume = mode }
        }, observer);

        Assert.Equal(Enumerable.Range(firstStep, 7 - firstStep), observer.Steps);
        Assert.Equal(6, result.Plan.Removed.Count);
        Assert.Equal(before, _run.Everything());
        Assert.Equal(state, File.ReadAllBytes(StatePath));
    }

    [Fact]
    public void Prune_Restart_SearchesFromTheFirstStep()
    {
        Interrupt(Options, 2);
        using StoppingObserver observer = new(0);
        Prune(Options with { Search = Options.Search with { Resume = ResumeMode.Restart } }, observer);

        Assert.Equal([1, 2, 3, 4, 5, 6], observer.Steps);
        Assert.Empty(observer.Resumes);
        Assert.False(File.Exists(StatePath));
    }

    [Fact]
    public void Prune_ResumeOfNothing_FailsBeforeAnyWork()
    {
        IReadOnlyList<string> before = _run.Everything();
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => _run.Prune(
                Options with { Search = Options.Search with { Resume = ResumeMode.Required } }));

        Assert.Equal("FC4041", error.Code);
        Assert.Equal([RunPhase.Open], _run.Observer.Phases);
        Assert.Equal(before, _run.Everything());
    }

    public static TheoryData<string, Func<PruneOptions, PruneOptions>> OtherInputs => new()
    {
        {
            "settings.metric is \"norm\" and was \"js\"",
            options => options with { Search = options.Search with { Metric = DistanceMetric.Norm } }
        },
        {
            "settings.search is \"exhaustive\" and was \"lazy\"",
            options => options with { Search = options.Search with { Policy = SearchPolicyName.Exhaustive } }
        },
        { "settings.count is 5 and was 6", options => options with { Budget = new CountBudget(5) } },
        { "settings.ratio is 0.75 and was null", options => options with { Budget = new RatioBudget(0.75) } },
        { "settings.only is \"ffn\" and was null", options =>
            options with { Budget = new CountBudget(3), Search = options.Search with { Only = SublayerKind.Ffn } } },
        {
            "settings.protect is [\"0.attn\"] and was []",
            options => options with { Search = options.Search with { Protect = ["0.attn"] } }
        },
        {
            "settings.threads is 2 and was 1",
            options => options with { Runtime = options.Runtime with { Threads = 2 } }
        },
        {
            "calibration.samples is 2 and was 3",
            options => options with { Calibration = options.Calibration with { Samples = 2 } }
        },
        {
            "calibration.tokens_sha256 is ",
            options => options with { Calibration = options.Calibration with { Sources = ["random"] } }
        },
        {
            "settings.budget.unit is \"macs\" and was not there",
            options => options with { Budget = SavingBudget.Parse(SavingUnit.Macs, "30%") }
        },
        {
            "all_scores is true and was false",
            options => options with { Search = options.Search with { AllScores = true } }
        },
    };

    [Theory]
    [MemberData(nameof(OtherInputs))]
    public void Prune_OtherInputs_AreNamed(string difference, Func<PruneOptions, PruneOptions> change)
    {
        Interrupt(Options, 2);
        PruneOptions changed = change(Options);
        using StoppingObserver observer = new(1);
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Prune(
            changed with { Search = changed.Search with { Resume = ResumeMode.Required } }, observer));
        Assert.Equal("FC4042", error.Code);
        Assert.Contains(difference, error.Message, StringComparison.Ordinal);

        Assert.Throws<PruneInterruptedException>(() => Prune(change(Options), observer));
        Assert.Equal([1], observer.Steps);
        Assert.Contains(observer.Warnings, warning => warning.Contains(difference, StringComparison.Ordinal)
            && warning.EndsWith("The search starts over and will replace it.", StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_SpeedupInterrupted_GoesOnWithTheLatenciesMeasuredFirst()
    {
        PruneOptions options =
            Options with { Budget = SavingBudget.Parse(SavingUnit.PrefillSpeedup, "1.4x") };
        Interrupt(options, 1);
        string state = File.ReadAllText(StatePath);
        using StoppingObserver observer = new(0);
        PruningPlan plan =
            Prune(options with { Search = options.Search with { Resume = ResumeMode.Required } }, observer).Plan;

        Assert.StartsWith(
            "continuing after step 1 of pruned", Assert.Single(observer.Resumes), StringComparison.Ordinal);
        Assert.All(plan.Latencies!.Parts, part => Assert.Contains(
            $"\"prefill_milliseconds\":{System.Text.Json.JsonSerializer.Serialize(part.PrefillMilliseconds)}", state, StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_ModelChangedMeanwhile_NamesItsFile()
    {
        Interrupt(Options, 2);
        using (FileStream model = new(_run.Decoder.ModelPath, FileMode.Append))
        {
            // An empty field of the producer's name, which changes nothing but the hash.
            model.Write([0x12, 0x00]);
        }

        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => _run.Prune(
                Options with { Search = Options.Search with { Resume = ResumeMode.Required } }));

        Assert.Equal("FC4042", error.Code);
        Assert.Contains("source.files[model.onnx].sha256 is \"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_DamagedState_StartsOverWithAWarning()
    {
        Interrupt(Options, 3);
        File.WriteAllText(
            StatePath,
            File.ReadAllText(StatePath).Replace("\"failures\":0", "\"failures\":1", StringComparison.Ordinal));
        using StoppingObserver observer = new(0);
        Prune(Options, observer);

        Assert.Equal(6, observer.Steps.Count);
        Assert.Contains(
            observer.Warnings,
            warning => warning.Contains("is damaged: its hash is not that of its content", StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_DryRunForAFolderThatIsNotThere_GoesOnWithoutAWarning()
    {
        using StoppingObserver observer = new(0);
        PruneResult result = Prune(
            Options with { Output = Options.Output with { DryRun = true, Path = _run.Combine("no", "pruned") } },
            observer);

        Assert.Equal(6, result.Plan.Removed.Count);
        Assert.DoesNotContain(observer.Warnings, warning => warning.StartsWith(
            "The search cannot be kept in ", StringComparison.Ordinal));
        Assert.False(Directory.Exists(_run.Combine("no")));
    }

    [Fact]
    public void Prune_TargetInNewFolders_KeepsThemForTheState()
    {
        string target = _run.Combine("new", "pruned");
        Interrupt(Options with { Output = Options.Output with { Path = target } }, 2);

        Assert.Equal([target + ".search.json"], Directory.GetFileSystemEntries(_run.Combine("new")));
        Prune(Options with
        {
            Output = Options.Output with { Path = target },
            Search = Options.Search with { Resume = ResumeMode.Required }
        }, new StoppingObserver(0));
        Assert.Equal([target], Directory.GetFileSystemEntries(_run.Combine("new")));
    }

    public void Dispose() => _run.Dispose();

    private static PruneResult Prune(PruneOptions options, StoppingObserver observer) =>
        PruneRun.Execute(options, observer, NullLogger.Instance, observer.Token);

    /// <summary>Runs until a step is done, and checks that nothing but the state is left.</summary>
    /// <returns>The steps that it took.</returns>
    private List<int> Interrupt(PruneOptions options, int step)
    {
        using StoppingObserver observer = new(step);
        PruneInterruptedException error = Assert.Throws<PruneInterruptedException>(() => Prune(options, observer));

        string state = options.Output.Path + ".search.json";
        Assert.Equal(
            $"The search is kept after step {step} in '{state}'; the same command goes on from there.", error.Message);
        Assert.Equal([state], _run.Everything()
            .Where(path => !path.StartsWith(_run.Decoder.Folder, StringComparison.Ordinal) && File.Exists(path)));
        return observer.Steps;
    }
}
