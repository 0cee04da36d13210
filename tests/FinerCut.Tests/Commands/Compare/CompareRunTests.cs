using FinerCut.Commands.Compare;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Tests.Plans;

namespace FinerCut.Tests.Commands.Compare;

public sealed class CompareRunTests : IDisposable
{
    private static readonly string[] Sublayers =
        ["0.attn", "0.ffn", "1.attn", "1.ffn", "2.attn", "2.ffn", "3.attn", "3.ffn"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pairs_TwoPlans_CountWhatBothRemove()
    {
        CompareResult result = Compare(
            Write("a", PlanOf("2.attn", "1.ffn", "3.attn")), Write("b", PlanOf("2.attn", "3.attn", "0.ffn", "1.ffn")));

        PlanPair pair = Assert.Single(result.Pairs);
        Assert.Equal((0, 1, 3, 0.75, 1), (pair.First, pair.Second, pair.Shared, pair.Jaccard, pair.SameStart));
        // Of the three pairs that both order, one is reversed.
        Assert.Equal(1 / 3.0, pair.Order!.Value, 1e-12);
        Assert.Equal(["1.ffn", "2.attn", "3.attn"], result.RemovedByAll);
        Assert.Equal([[], ["0.ffn"]], result.Plans.Select(plan => plan.OnlyHere.ToArray()));
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData("0.attn 1.attn 2.attn 3.attn", 1.0)]
    [InlineData("3.attn 2.attn 1.attn 0.attn", -1.0)]
    [InlineData("1.attn 0.attn 3.attn 2.attn", 1 / 3.0)]
    [InlineData("0.ffn 2.attn 1.ffn 3.attn", 1.0)]
    [InlineData("2.attn 0.ffn", null)]
    [InlineData("0.ffn", null)]
    public void Order_OfWhatBothRemove_IsKendallsCorrelation(string removed, double? expected)
    {
        CompareResult result = Compare(
            Write("a", PlanOf("0.attn", "1.attn", "2.attn", "3.attn")), Write("b", PlanOf(removed.Split(' '))));
        double? order = result.Pairs[0].Order;
        Assert.Equal(expected is null, order is null);
        Assert.Equal(expected ?? 0, order ?? 0, 1e-12);
    }

    [Fact]
    public void Pairs_ThreePlans_AreEveryTwo()
    {
        CompareResult result = Compare(
            Write("a", PlanOf("0.attn")), Write("b", PlanOf("0.attn")), Write("c", PlanOf("1.attn")));
        Assert.Equal([(0, 1), (0, 2), (1, 2)], result.Pairs.Select(pair => (pair.First, pair.Second)));
        Assert.Equal([1, 0, 0], result.Pairs.Select(pair => pair.Jaccard));
        Assert.Equal([[], [], ["1.attn"]], result.Plans.Select(plan => plan.OnlyHere.ToArray()));
    }

    [Fact]
    public void Pairs_PlansThatRemoveNothing_Agree()
    {
        PlanPair pair = Compare(Write("a", PlanOf()), Write("b", PlanOf())).Pairs[0];
        Assert.Equal(new PlanPair(0, 1, 0, 1, 0, null), pair);
    }

    [Fact]
    public void Plans_OfEveryForm_AreRead()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn", "0.ffn"]) });
        string file = Path.Combine(run.Output, PruningPlan.FileName);
        string bare = _folder.Combine("bare");
        Directory.CreateDirectory(bare);
        foreach (string path in Directory.GetFiles(run.Output, "model*"))
        {
            File.Copy(path, Path.Combine(bare, Path.GetFileName(path)));
        }

        string graph = Path.Combine(bare, "model.onnx");
        CompareResult result = Compare(run.Output, file, bare, graph);

        Assert.Equal([file, file, graph, graph], result.Plans.Select(plan => plan.Path));
        Assert.All(
            result.Plans,
            plan => Assert.Equal(["1.attn", "0.ffn"], plan.Plan.Removed.Select(removal => removal.Sublayer)));
        Assert.True(result.IsSameSource);
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Sources_OfOtherContent_AreWarnedOf()
    {
        PruningPlan plan = PlanOf("0.attn");
        PlanSource other = plan.Source with { Files = [new("model.onnx", 1, new string('e', 64))] };
        CompareResult result = Compare(Write("a", plan), Write("b", plan with { Source = other }));

        Assert.False(result.IsSameSource);
        Assert.StartsWith(
            "The plans were made for files of different content.", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_ThatDiffer_AreWarnedOf()
    {
        PruningPlan plan = PlanOf("0.attn");
        CompareResult result = Compare(
            Write("a", plan), Write("b", plan with { Settings = plan.Settings with { Metric = "norm" } }));

        Assert.False(result.IsSameMetric);
        Assert.StartsWith("The distances are by different metrics", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows", 'a', true)]
    [InlineData("windows", 'b', false)]
    [InlineData("stride", 'a', false)]
    public void Perplexities_OfOtherTokensOrProtocols_AreWarnedOf(string protocol, char hash, bool isSame)
    {
        PruningPlan plan = PlanOf("0.attn");
        PlanPerplexity found = new(
            "a.txt", "windows", 1, 16, 15, new string('a', 64), 20, 1, 22, 1, 1.1, 0.01, 300);
        PlanPerplexity other = found with { Protocol = protocol, TokensSha256 = new string(hash, 64), Pruned = 25 };
        CompareResult result = Compare(
            Write("a", plan with { Perplexities = [found] }),
            Write("b", plan),
            Write("c", plan with { Perplexities = [other] }));

        Assert.Equal(isSame, result.IsSameEvaluation);
        Assert.Equal([20, null, 20], result.Plans.Select(compared => compared.Plan.Perplexities?[0].Dense));
        if (!isSame)
        {
            Assert.StartsWith(
                "The perplexities were measured on different", Assert.Single(_warnings), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Models_OfAnotherNumberOfSublayers_AreRefused()
    {
        PruningPlan plan = PlanOf("0.attn");
        string other = Write("b", plan with { Source = plan.Source with { Sublayers = Sublayers[..6] } });
        DiagnosticException error = Refuse(Write("a", plan), other);
        Assert.Equal("FC7123", error.Code);
        Assert.Contains("of 8 sublayers, and '", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_OfOtherNames_AreRefused()
    {
        PruningPlan plan = PlanOf("0.attn");
        PlanSource source = plan.Source with { Sublayers = [.. Sublayers[..7], "3.mixer"] };
        DiagnosticException error = Refuse(Write("a", plan), Write("b", plan with { Source = source }));
        Assert.Equal("FC7123", error.Code);
        Assert.Contains("has 3.mixer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ThatWasNotPruned_IsRefused()
    {
        using PruningRun run = new();
        Assert.Equal("FC7122", Refuse(Write("a", PlanOf("0.attn")), run.Decoder.Folder).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Plans_FewerThanTwo_AreRefused(int count) =>
        Assert.Equal("FC7121", Refuse([.. Enumerable.Repeat("a", count)]).Code);

    [Fact]
    public void Plan_ThatIsMissing_IsRefused() =>
        Assert.Equal("FC4056", Refuse(Write("a", PlanOf("0.attn")), _folder.Combine("none")).Code);

    [Fact]
    public void Plan_ThatIsDamaged_IsRefused()
    {
        string path = _folder.Combine("damaged.plan.json");
        File.WriteAllText(path, "{ \"format\": 1, \"removed\": 3 }");
        Assert.Equal("FC4052", Refuse(Write("a", PlanOf("0.attn")), path).Code);
    }

    private static PruningPlan PlanOf(params string[] removed) => SamplePlans.ByHand with
    {
        Removed = [.. removed.Select(name => new PlannedRemoval(name, null))],
        Source = SamplePlans.ByHand.Source with { Layers = 4, Sublayers = Sublayers },
    };

    private string Write(string name, PruningPlan plan)
    {
        string path = _folder.Combine($"{name}.plan.json");
        File.WriteAllText(path, PlanJson.Write(plan));
        return path;
    }

    private CompareResult Compare(params string[] plans) =>
        CompareRun.Execute(new CompareOptions { Plans = plans, Warn = _warnings.Add });

    private DiagnosticException Refuse(params string[] plans) =>
        Assert.Throws<DiagnosticException>(() => Compare(plans));
}
