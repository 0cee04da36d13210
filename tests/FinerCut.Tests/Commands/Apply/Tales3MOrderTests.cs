using System.Text.Json;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Distances;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Apply;

/// <summary>One search for the whole order of a trained model, against an independent implementation and against
/// searches for less.</summary>
public sealed class Tales3MOrderTests : IDisposable
{
    private static readonly string Tales3M = Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("js")]
    [InlineData("js-official")]
    [InlineData("kl")]
    [InlineData("angular")]
    [InlineData("norm")]
    public void Prune_UntilTheEnd_EqualsOracle(string metric)
    {
        SearchOracle oracle = SearchOracle.RequireTales3M();
        GreedyOracle expected = oracle.Greedy[metric.Replace('-', '_')];
        string ids = _folder.Combine("ids.jsonl");
        File.WriteAllLines(ids, oracle.Ids.Select(sample => JsonSerializer.Serialize(sample)));
        Assert.True(DistanceMetricNames.TryParse(metric, out DistanceMetric parsed));

        PruningPlan plan = Prune(new PruneOptions
        {
            Model = SharedData.Require("models", "tales-3m", "onnx"),
            Budget = new OrderBudget(1),
            Output = new() { Path = _folder.Combine("order.json") },
            Search = new() { Metric = parsed },
            Calibration = new() { Sources = [ids], Samples = oracle.Ids.Length, SampleTokens = oracle.Ids[0].Length },
        }).Plan;

        Assert.Equal(24, plan.Removed.Count);
        Assert.Equal(expected.Order, plan.Removed.Take(23).Select(removal => removal.Sublayer));
        Assert.All(
            expected.Distances.Zip(plan.Removed),
            pair => Assert.InRange(pair.Second.Distance!.Value / pair.First, 1 - 1e-3, 1 + 1e-3));
        Assert.Equal(
            plan.Source.Sublayers.Except(expected.Order), plan.Removed.Skip(23).Select(removal => removal.Sublayer));
    }

    [Fact]
    public void Apply_AQuarterOfTheOrder_WritesTheModelOfASearchForAQuarter()
    {
        PruneOptions options = new()
        {
            Model = Tales3M,
            Budget = new OrderBudget(1),
            Calibration = new() { Samples = 2, SampleTokens = 64 },
            Output = new() { Path = _folder.Combine("order.json") },
        };
        string order = Prune(options).Output!;
        PruneResult pruned = Prune(options with
        {
            Budget = new RatioBudget(0.25),
            Output = new() { Path = _folder.Combine("pruned") },
        });
        PruneResult applied = ApplyRun.Execute(
            new ApplyOptions
            {
                Plan = order,
                Model = Tales3M,
                Budget = new RatioBudget(0.25),
                Output = new() { Path = _folder.Combine("applied") },
            }, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.Equal(6, applied.Plan.Removed.Count);
        Assert.Equal(PlanJson.Write(pruned.Plan), PlanJson.Write(applied.Plan with { Work = pruned.Plan.Work }));
        string[] names = [
            .. Directory.GetFiles(pruned.Output!).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
        ];
        Assert.Equal(names, Directory.GetFiles(applied.Output!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(
            names.Except(["model.onnx", PruningPlan.FileName]),
            name => Assert.Equal(Bytes(pruned, name), Bytes(applied, name)));
        Assert.Equal(WithoutPlan(pruned), WithoutPlan(applied));
    }

    [Fact]
    public void Prune_Budgets_AreKeptByTheWrittenModel()
    {
        PruneResult result = Prune(new PruneOptions
        {
            Model = Tales3M,
            Budget = SavingBudget.Parse(SavingUnit.Bytes, "2MB"),
            Calibration = new() { Samples = 2, SampleTokens = 64 },
            Output = new() { Path = _folder.Combine("pruned") },
        });

        Assert.InRange(result.Dense.Bytes - result.Pruned.Bytes, 2_000_000, 2_700_000);
        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        Assert.Equal(result.Pruned.KvCacheBytesPerToken,
            InspectRun.Execute(new InspectOptions { Model = result.Output! }).KvCacheBytesPerToken);
    }

    private static PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static byte[] Bytes(PruneResult result, string name) =>
        File.ReadAllBytes(Path.Combine(result.Output!, name));

    /// <summary>The whole file but for the plan in its metadata, which tells the work of its search.</summary>
    private static byte[] WithoutPlan(PruneResult result)
    {
        string copy = Path.Combine(result.Output!, "without-plan");
        Directory.CreateDirectory(copy);
        using Model model = Model.Open(Path.Combine(result.Output!, "model.onnx"));
        model.SetMetadata(PlanMetadata.Key, "");
        ModelWriter.Write(model, copy, "model.onnx", CancellationToken.None);
        return File.ReadAllBytes(Path.Combine(copy, "model.onnx"));
    }
}
