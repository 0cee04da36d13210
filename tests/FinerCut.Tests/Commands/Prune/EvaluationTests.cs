using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Sources;
using FinerCut.TestModels.Decoders;
using Serilog.Core;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>What becomes of a folder that is written and verified when its perplexity cannot be measured.</summary>
public sealed class EvaluationTests : IDisposable
{
    private readonly PruningRun _run = new(new TinyDecoderOptions { Layers = 2 });

    [Fact]
    public void Run_SamplesThatTheRuntimeRefuses_WarnsAndKeepsTheFolder()
    {
        PruneResult result = Execute(() => [[int.MaxValue - 1, 3, 4]]);

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

    public void Dispose() => _run.Dispose();

    private PruneResult Execute(Func<IReadOnlyList<int[]>> heldOutSamples)
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
        RunContext run = new(_run.Observer, Logger.None, TestContext.Current.CancellationToken);
        PlanExecution execution = new(source, decoder, sessions, run) { SourceFiles = () => plan.Source.Files };
        return execution.ExecutePlan(plan, output, () => [[3, 4, 5, 6]], heldOutSamples);
    }
}
