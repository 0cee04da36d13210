using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.Tests.Latencies;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Budgets that are no number of sublayers.</summary>
public class BudgetRunTests
{
    [Theory]
    [InlineData(SavingUnit.Parameters, "20%", "model-pruned-parameters-20pct")]
    [InlineData(SavingUnit.Bytes, "3kB", "model-pruned-bytes-3kB")]
    [InlineData(SavingUnit.Macs, "30%", "model-pruned-macs-30pct")]
    [InlineData(SavingUnit.KvCache, "40%", "model-pruned-kv-cache-40pct")]
    public void Prune_Saving_IsReachedByTheWrittenModel(SavingUnit unit, string amount, string folder)
    {
        using PruningRun run = new();
        SavingBudget budget = SavingBudget.Parse(unit, amount);
        PruneResult result =
            run.Prune(run.Options with { Budget = budget, Output = run.Options.Output with { Path = null } });

        double dense = Amount(unit, result.Dense, run.Decoder.Folder);
        Assert.InRange(dense - Amount(unit, result.Pruned, result.Output!), budget.AmountOf(dense), dense);
        Assert.Equal(run.Combine(folder), result.Output);
        PlanSettings settings = result.Plan.Settings;
        Assert.Equal(
            (null, result.Plan.Removed.Count, new PlanBudget(budget.UnitName, amount)),
            (settings.Ratio, settings.Count, settings.Budget));
        Assert.Null(result.Plan.Latencies);
    }

    [Fact]
    public void Prune_KvCache_ScoresOnlyWhatHasOne()
    {
        using PruningRun run = new();
        PruningPlan plan =
            run.Prune(run.Options with
            {
                Budget = SavingBudget.Parse(SavingUnit.KvCache, "34%"),
                Output = run.Options.Output with { DryRun = true }
            }).Plan;

        Assert.Equal(2, plan.Removed.Count);
        Assert.All(
            plan.Steps.SelectMany(step => step.Scores),
            score => Assert.EndsWith(".attn", score.Sublayer, StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_MaxDistance_KeepsWithinIt()
    {
        using PruningRun run = new();
        PruningPlan order = run.Prune(
            run.Options with { Budget = new CountBudget(5), Output = run.Options.Output with { DryRun = true } }).Plan;
        double largest = order.Removed[2].Distance!.Value;
        PruneResult result = run.Prune(run.Options with { Budget = new DistanceBudget(largest) });

        int count = order.Removed.TakeWhile(removal => removal.Distance <= largest).Count();
        Assert.Equal(order.Removed.Take(count), result.Plan.Removed);
        Assert.Equal(
            order.Steps.Take(count).Select(step => step.Removed), result.Plan.Steps.Select(step => step.Removed));
        Assert.Equal("max-distance", result.Plan.Settings.Budget!.Unit);
    }

    [Fact]
    public void Prune_MaxDistanceTooSmall_NamesTheFirstRemoval()
    {
        using PruningRun run = new();
        IReadOnlyList<string> before = run.Everything();
        string first = run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Output = run.Options.Output with { DryRun = true }
        }).Plan.Removed[0].Sublayer;
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => run.Prune(
                run.Options with { Budget = new DistanceBudget(1e-12) }));

        Assert.Equal("FC4033", error.Code);
        Assert.Contains(first, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, run.Everything());
    }

    [Fact]
    public void Prune_OutOfReach_IsRefusedBeforeTheSearch()
    {
        using PruningRun run = new();
        IReadOnlyList<string> before = run.Everything();
        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => run.Prune(
                run.Options with
                {
                    Budget = SavingBudget.Parse(SavingUnit.KvCache, "90%"),
                    Search = run.Options.Search with { Protect = ["1.attn"] }
                }));

        Assert.Equal("FC4032", error.Code);
        Assert.Contains("(66.7 %)", error.Message, StringComparison.Ordinal);
        Assert.Equal([RunPhase.Open], run.Observer.Phases);
        Assert.Equal(before, run.Everything());
    }

    [Theory]
    [InlineData(SavingUnit.DecodeSpeedup, "decode-speedup")]
    [InlineData(SavingUnit.PrefillSpeedup, "prefill-speedup")]
    public void Prune_SpeedupWhereAllTakeTheSame_RemovesAsByCount(SavingUnit unit, string name)
    {
        // Six sublayers of 1 ms and 2 ms for the rest: two make 8 ms to 6.
        using PruningRun run = new();
        PruneResult result = run.Prune(run.Options with
        {
            Time = new SteppingTime(),
            Budget = SavingBudget.Parse(unit, "1.3x"),
            Search = run.Options.Search with { Metric = DistanceMetric.Norm },
            Output = run.Options.Output with { DryRun = true },
        });

        PruningPlan counted =
            run.Prune(run.Options with
            {
                Budget = new CountBudget(2),
                Search = run.Options.Search with { Metric = DistanceMetric.Norm },
                Output = run.Options.Output with { DryRun = true }
            }).Plan;
        Assert.Equal(counted.Removed, result.Plan.Removed);
        Assert.Equal(new PlanBudget(name, "1.3x"), result.Plan.Settings.Budget);
        Assert.Equal(8, result.Plan.Latencies!.DecodeMillisecondsWithout([]));
        Assert.Equal(16, result.Plan.Latencies.PrefillTokens);
        Assert.Equal(PlanJson.Write(result.Plan), PlanJson.Write(PlanJson.Read(PlanJson.Write(result.Plan), "p.json")));
    }

    [Fact]
    public void Prune_Until_WritesThePlanAlone()
    {
        using PruningRun run = new();
        IReadOnlyList<string> before = run.Everything();
        PruneResult result = run.Prune(
            run.Options with { Budget = new OrderBudget(1), Output = run.Options.Output with { Path = null } });

        string path = run.Combine("model-order.plan.json");
        Assert.Equal(path, result.Output);
        Assert.Equal(before.Append(path).Order(StringComparer.Ordinal), run.Everything());
        Assert.Equal(PlanJson.Write(result.Plan), File.ReadAllText(path));
        Assert.Equal(
            run.Decoder.Sublayers.Order(StringComparer.Ordinal),
            result.Plan.Removed.Select(removal => removal.Sublayer).Order(StringComparer.Ordinal));
        Assert.Equal(new PlanBudget("until", "1"), result.Plan.Settings.Budget);
        Assert.Null(result.Verification);
        Assert.Null(result.PrunedPerplexity);
    }

    [Fact]
    public void Prune_UntilWithProtected_OrdersTheOthers()
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with
        {
            Budget = new OrderBudget(1),
            Search = run.Options.Search with { Protect = ["0.*"] },
            Output = run.Options.Output with { DryRun = true }
        }).Plan;

        Assert.Equal(4, plan.Removed.Count);
        Assert.DoesNotContain(plan.Removed, removal => removal.Sublayer.StartsWith("0.", StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_UntilWherePlanIs_AsksForForce()
    {
        using PruningRun run = new();
        PruneOptions options = run.Options with
        {
            Budget = new OrderBudget(0.5),
            Output = run.Options.Output with { Path = run.Combine("sub", "order.json") }
        };
        run.Prune(options);
        Assert.Equal("FC4022", Assert.Throws<DiagnosticException>(() => run.Prune(options)).Code);
        run.Prune(options with { Budget = new OrderBudget(1), Output = options.Output with { Force = true } });
        Assert.Equal(6, PlanJson.Read(File.ReadAllText(options.Output.Path!), "order.json").Removed.Count);
        Assert.Single(Directory.GetFileSystemEntries(run.Combine("sub")));

        File.WriteAllText(options.Output.Path!, "{}");
        Assert.Equal("FC4024", Assert.Throws<DiagnosticException>(() => run.Prune(
            options with { Output = options.Output with { Force = true } })).Code);
        Assert.Equal(
            "FC4023",
            Assert.Throws<DiagnosticException>(() => run.Prune(
                options with { Output = options.Output with { Path = run.Combine("sub") } })).Code);
    }

    /// <summary>Bytes are those of weights: beside them the metadata grow by the plan.</summary>
    private static double Amount(SavingUnit unit, ModelTotals totals, string folder) => unit switch
    {
        SavingUnit.Parameters => totals.Parameters,
        SavingUnit.Bytes => InspectRun.Execute(new InspectOptions { Model = folder }).Bytes,
        SavingUnit.Macs => totals.MultiplyAddsPerToken,
        _ => totals.KvCacheBytesPerToken,
    };
}
