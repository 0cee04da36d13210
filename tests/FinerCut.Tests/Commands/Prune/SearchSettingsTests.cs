using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>How much goes, and what may.</summary>
public class SearchSettingsTests
{
    [Theory]
    [InlineData(0.17, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.99, 5)]
    public void Prune_Ratio_RemovesItsFloor(double ratio, int count)
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with { Budget = new RatioBudget(ratio) }).Plan;

        Assert.Equal(count, plan.Removed.Count);
        Assert.Equal((ratio, count), (plan.Settings.Ratio, plan.Settings.Count));
    }

    [Fact]
    public void Prune_Count_RemovesAsMany()
    {
        using PruningRun run = new();
        PruneResult result = run.Prune(run.Options with { Budget = new CountBudget(2) });

        Assert.Equal(2, result.Plan.Removed.Count);
        Assert.Equal(4, result.Pruned.Sublayers);
        Assert.Null(result.Plan.Settings.Ratio);
    }

    [Theory]
    [InlineData(SublayerKind.Attention, ".attn")]
    [InlineData(SublayerKind.Ffn, ".ffn")]
    public void Prune_OnlyOneKind_LeavesTheOther(SublayerKind kind, string suffix)
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(
            run.Options with { Budget = new CountBudget(2), Search = run.Options.Search with { Only = kind } }).Plan;

        Assert.All(plan.Removed, removal => Assert.EndsWith(suffix, removal.Sublayer, StringComparison.Ordinal));
        Assert.Equal([3, 2], plan.Steps.Select(step => step.Scores.Count));
        Assert.Equal(kind.ToString().ToLowerInvariant(), plan.Settings.Only);
    }

    [Fact]
    public void Prune_Protected_StaysAndIsNotScored()
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with
        {
            Budget = new CountBudget(2),
            Search = run.Options.Search with { Protect = ["0.*", "2.ffn"] }
        }).Plan;

        Assert.Equal(["1.attn", "1.ffn", "2.attn"], plan.Steps[0].Scores.Select(score => score.Sublayer));
        Assert.Equal(["0.*", "2.ffn"], plan.Settings.Protect);
    }

    [Theory]
    [InlineData(DistanceMetric.Js)]
    [InlineData(DistanceMetric.JsOfficial)]
    [InlineData(DistanceMetric.Kl)]
    [InlineData(DistanceMetric.Angular)]
    [InlineData(DistanceMetric.Norm)]
    public void Prune_EveryMetric_RemovesTheLeastOfEachStep(DistanceMetric metric)
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with
        {
            Budget = new CountBudget(3),
            Search = run.Options.Search with { Metric = metric },
            Output = run.Options.Output with { DryRun = true }
        }).Plan;

        Assert.Equal(DistanceMetricNames.NameOf(metric), plan.Settings.Metric);
        Assert.Equal(plan.Removed.Select(removal => removal.Sublayer), plan.Steps.Select(step => step.Removed));
        Assert.Equal(
            plan.Removed.Select(removal => removal.Distance), plan.Steps
                .Select(step => (double?)step.Scores.Min(score => score.Distance)));
        Assert.Equal(6 + 5 + 4, plan.Work.Candidates);
    }

    [Fact]
    public void Prune_DryRun_WritesNothingAndPlansTheSame()
    {
        using PruningRun run = new();
        IReadOnlyList<string> before = run.Everything();
        PruneResult dry = run.Prune(
            run.Options with { Budget = new CountBudget(2), Output = run.Options.Output with { DryRun = true } });

        Assert.Equal(before, run.Everything());
        Assert.Null(dry.Output);
        Assert.Null(dry.Verification);
        Assert.Equal(
            PlanJson.Write(dry.Plan), PlanJson.Write(run.Prune(run.Options with { Budget = new CountBudget(2) }).Plan));
        Assert.DoesNotContain(RunPhase.Write, run.Observer.Phases.TakeWhile((_, index) => index < 5));
    }

    [Fact]
    public void Prune_TwoRuns_WriteEqualBytes()
    {
        using PruningRun run = new();
        string second = run.Combine("second");
        run.Prune(run.Options with { Budget = new RatioBudget(0.4) });
        run.Prune(
            run.Options with { Budget = new RatioBudget(0.4), Output = run.Options.Output with { Path = second } });

        string[] names =
            [.. Directory.GetFiles(run.Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(names, Directory.GetFiles(second).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(run.Output, name)), File.ReadAllBytes(Path.Combine(second, name))));
    }

    [Fact]
    public void Prune_NoTarget_WritesBesideTheModel()
    {
        using PruningRun run = new();
        PruneResult result = run.Prune(
            run.Options with { Budget = new RatioBudget(0.25), Output = run.Options.Output with { Path = null } });

        Assert.Equal(run.Combine("model-pruned-25pct"), result.Output);
        Assert.True(File.Exists(run.Combine("model-pruned-25pct", "model.onnx")));
    }

    [Fact]
    public void Prune_Cancelled_LeavesNothing()
    {
        using PruningRun run = new();
        IReadOnlyList<string> before = run.Everything();
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => PruneRun.Execute(
                run.Options with { Budget = new CountBudget(2) }, run.Observer, NullLogger.Instance,
                cancellation.Token));
        Assert.Equal(before, run.Everything());
    }
}
