using System.Globalization;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Commands.Prune;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Apply;

public class ApplyRunTests
{
    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Apply_PartOfAnOrder_WritesWhatPruneWrites(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form, Storage = storage });
        PruneResult pruned = run.Prune(run.Options with { Budget = new RatioBudget(0.4) });
        string order = WriteOrder(run, plan => plan with { Work = pruned.Plan.Work });

        PruneResult applied = Apply(run, order, ratio: 0.4);

        Assert.Equal(pruned.Pruned, applied.Pruned);
        Assert.Equal(
            (pruned.DensePerplexity, pruned.PrunedPerplexity), (applied.DensePerplexity, applied.PrunedPerplexity));
        Assert.Equal(Files(run.Output), Files(applied.Output!));
        Assert.All(Files(run.Output), name => Assert.Equal(
            File.ReadAllBytes(Path.Combine(run.Output, name)), File.ReadAllBytes(Path.Combine(applied.Output!, name))));
    }

    /// <summary>A search that went farther did more work, which its plan tells; nothing else of the plan
    /// differs.</summary>
    [Fact]
    public void Apply_PartOfAnOrder_DiffersFromPruneOnlyInTheWork()
    {
        using PruningRun run = new();
        PruningPlan pruned = run.Prune(run.Options with { Budget = new RatioBudget(0.4) }).Plan;
        PruningPlan applied = Apply(run, WriteOrder(run), ratio: 0.4).Plan;

        Assert.NotEqual(pruned.Work, applied.Work);
        Assert.Equal(PlanJson.Write(pruned), PlanJson.Write(applied with { Work = pruned.Work }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Apply_PrunedFolder_TakesItsPlan(int? count)
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with { Budget = new CountBudget(3) }).Plan;
        PruneResult applied =
            Run(run, new ApplyOptions
            {
                Plan = run.Output,
                Model = run.Decoder.Folder,
                Budget = count is { } most ? new CountBudget(most) : null,
                Runtime = new() { Threads = 1 }
            });

        Assert.Equal(plan.Removed.Take(count ?? 3), applied.Plan.Removed);
        Assert.Equal(count ?? 3, applied.Plan.Steps.Count);
        Assert.Equal(run.Combine($"model-pruned-{count ?? 3}"), applied.Output);
        Assert.Equal(
            PlanJson.Write(applied.Plan), File.ReadAllText(Path.Combine(applied.Output!, PruningPlan.FileName)));
    }

    [Fact]
    public void Apply_MaxDistance_EndsBeforeTheFirstThatLeadsFarther()
    {
        using PruningRun run = new();
        string order = WriteOrder(run);
        PruningPlan whole = PlanJson.Read(File.ReadAllText(order), order);
        double largest = whole.Removed[2].Distance!.Value;
        PruningPlan applied = Run(run, new ApplyOptions
        {
            Plan = order,
            Model = run.Decoder.Folder,
            Budget = new DistanceBudget(largest),
            Output = new() { Path = run.Combine("applied") },
        }).Plan;

        Assert.Equal(whole.Removed.TakeWhile(removal => removal.Distance <= largest), applied.Removed);
        Assert.Equal(
            new PlanBudget("max-distance", largest.ToString(CultureInfo.InvariantCulture)), applied.Settings.Budget);
    }

    [Theory]
    [InlineData(false, false, "past_key_values.0.key past_key_values.1.key")]
    [InlineData(true, false, "past_key_values.1.key past_key_values.2.key")]
    [InlineData(false, true, "past_key_values.1.key past_key_values.2.key")]
    public void Apply_KeepCacheIndices_IsWhatThePlanOrTheOptionSays(bool plan, bool option, string expected)
    {
        using PruningRun run = new();
        run.Prune(run.Options with
        {
            Budget = new RemovalListBudget(["0.attn"]),
            Output = run.Options.Output with { KeepCacheIndices = plan }
        });
        string output = Run(run, new ApplyOptions
        {
            Plan = run.Output,
            Model = run.Decoder.Folder,
            Output = new() { KeepCacheIndices = option },
            Runtime = new() { Threads = 1 },
        }).Output!;

        using Model model = Model.Open(Path.Combine(output, "model.onnx"));
        Assert.Equal(expected.Split(' '), model.Graph.Inputs
            .Select(input => input.Name)
            .Where(name => name.EndsWith(".key", StringComparison.Ordinal)));
        Assert.Equal(plan || option, PlanJson.Read(
            File.ReadAllText(Path.Combine(output, PruningPlan.FileName)), "plan").Settings.KeepCacheIndices);
    }

    [Fact]
    public void Apply_PlanThatSaves_KeepsByWhatItCompared()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = SavingBudget.Parse(SavingUnit.KvCache, "50%") });
        PruningPlan applied =
            Run(
                run,
                new ApplyOptions { Plan = run.Output, Model = run.Decoder.Folder, Budget = new CountBudget(1) }).Plan;
        Assert.Equal((1, new PlanBudget("kv-cache", "50%")), (applied.Settings.Count, applied.Settings.Budget));
    }

    [Fact]
    public void Apply_PlanByHand_NeedsNoDistances()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["2.ffn", "0.attn"]) });
        ApplyOptions options = new() { Plan = run.Output, Model = run.Decoder.Folder, Budget = new CountBudget(1) };

        Assert.Equal([new("2.ffn", null)], Run(run, options).Plan.Removed);
        Assert.Equal(
            "FC4055",
            Assert.Throws<DiagnosticException>(() => Run(run, options with { Budget = new DistanceBudget(1) })).Code);
    }

    [Theory]
    [InlineData("FC4018", null, null, null)]
    [InlineData("FC4018", null, 6, null)]
    [InlineData("FC4018", null, 0, null)]
    [InlineData("FC4017", 1.5, null, null)]
    [InlineData("FC4031", null, null, 0.0)]
    [InlineData("FC4055", null, null, 1e-12)]
    public void Apply_OrderOfAll_NeedsAPossibleAmount(string code, double? ratio, int? count, double? distance)
    {
        using PruningRun run = new();
        string order = WriteOrder(run);
        IReadOnlyList<string> before = run.Everything();
        ApplyOptions options =
            new() { Plan = order, Model = run.Decoder.Folder, Budget = BudgetOf(ratio, count, distance) };

        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Run(run, options)).Code);
        Assert.Equal(before, run.Everything());
    }

    [Fact]
    public void Apply_MoreThanPlanned_SaysHowManyThereAre()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new CountBudget(2) });
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Run(
            run, new ApplyOptions { Plan = run.Output, Model = run.Decoder.Folder, Budget = new CountBudget(4) }));
        Assert.Equal("FC4055", error.Code);
        Assert.Contains("an order of 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_OtherModel_NamesFileAndBothHashes()
    {
        using PruningRun run = new();
        using PruningRun other = new(weights: TinyDecoderWeights.Random(new TinyDecoderOptions { Seed = 9 }));
        PruningPlan plan = run.Prune(run.Options with { Budget = new CountBudget(2) }).Plan;
        PruningPlan foreign = other.Prune(other.Options with
        {
            Budget = new CountBudget(2),
            Output = other.Options.Output with { DryRun = true }
        }).Plan;
        IReadOnlyList<string> before = other.Everything();
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Run(
            other, new ApplyOptions { Plan = run.Output, Model = other.Decoder.Folder }));

        (PlanSourceFile expected, PlanSourceFile found) = plan.Source.Files
            .Zip(foreign.Source.Files)
            .First(pair => pair.First.Sha256 != pair.Second.Sha256);
        Assert.Equal("FC4054", error.Code);
        Assert.All(
            [$"'{expected.Name}'", expected.Sha256, found.Sha256],
            word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        Assert.Equal(before, other.Everything());
    }

    [Fact]
    public void Apply_RenamedOtherGraph_NamesWhatIsThere()
    {
        using PruningRun run = new();
        using PruningRun other = new(weights: TinyDecoderWeights.Random(new TinyDecoderOptions { Seed = 9 }));
        run.Prune(run.Options with { Budget = new CountBudget(2) });
        File.Delete(run.Decoder.ModelPath);
        File.Move(other.Decoder.ModelPath, Path.Combine(run.Decoder.Folder, "other.onnx"));
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Run(
            run, new ApplyOptions { Plan = run.Output, Model = run.Decoder.Folder }));
        Assert.Equal("FC4054", error.Code);
        Assert.All(
            ["'model.onnx'", "other.onnx"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("other.onnx", false)]
    [InlineData("onnx/model.onnx", true)]
    public void Apply_SameFilesUnderOtherNames_IsTheSameModel(string name, bool isNamed)
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new CountBudget(2) });
        string moved = Path.Combine(run.Decoder.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(moved)!);
        File.Move(run.Decoder.ModelPath, moved);
        PruneResult applied =
            Run(run, new ApplyOptions
            {
                Plan = run.Output,
                Model = isNamed ? moved : run.Decoder.Folder,
                Runtime = new() { Threads = 1 }
            });

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(run.Output, "model.onnx")),
                File.ReadAllBytes(Path.Combine(applied.Output!, name)));
    }

    [Theory]
    [InlineData("FC4056", "nowhere")]
    [InlineData("FC4056", "model")]
    [InlineData("FC4052", "model/config.json")]
    public void Apply_NoPlan_IsRefused(string code, string plan)
    {
        using PruningRun run = new();
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Run(
            run, new ApplyOptions { Plan = run.Combine(plan), Model = run.Decoder.Folder })).Code);
    }

    private static SearchBudget? BudgetOf(double? ratio, int? count, double? distance) =>
        ratio is { } share ? new RatioBudget(share)
        : count is { } number ? new CountBudget(number)
        : distance is { } largest ? new DistanceBudget(largest)
        : null;

    private static PruneResult Apply(PruningRun run, string plan, double ratio) =>
        Run(run, new ApplyOptions
        {
            Plan = plan,
            Model = run.Decoder.Folder,
            Budget = new RatioBudget(ratio),
            Output = new() { Path = run.Combine("applied") },
            Runtime = new() { Threads = 1 },
        });

    private static PruneResult Run(PruningRun run, ApplyOptions options) =>
        ApplyRun.Execute(options, run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static string WriteOrder(PruningRun run, Func<PruningPlan, PruningPlan>? change = null)
    {
        string path = run.Combine("order.plan.json");
        PruningPlan plan = run.Prune(
            run.Options with { Budget = new OrderBudget(1), Output = run.Options.Output with { Path = path } }).Plan;
        File.WriteAllText(path, PlanJson.Write(change is null ? plan : change(plan)));
        return path;
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
