using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Healing;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Healing;

/// <summary>The bundled model without four sublayers, healed on the built-in text.</summary>
public sealed class HealedModelTests : IDisposable
{
    private static readonly string Dense = Path.Combine(Repository.Root, "models", "tales-3m");

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Heal_Weights_BringsTheModelNearerToTheDenseOne()
    {
        PruningPlan plan = Prune(HealMethod.Weights).Plan;

        PlanHealing healing = plan.Healing!;
        Assert.True(healing.DivergenceAfter < 0.8 * healing.DivergenceBefore);
        Assert.Contains("outputs", healing.Steps);
        Assert.NotEmpty(healing.Weights);
        PlanPerplexity perplexity = Assert.Single(plan.Perplexities!);
        Assert.True(perplexity.Ratio < 1.06, $"Perplexity rises {perplexity.Ratio} times.");
    }

    [Fact]
    public void Heal_Folder_VerifiesAgainstTheDenseModelWithTheSameWeights()
    {
        Prune(HealMethod.Weights);

        Assert.DoesNotContain(Verify(), finding => finding.Result == FindingResult.Differs);
        Assert.Contains(Verify(), finding => finding is { Check: "healed weights", Result: FindingResult.Same });
    }

    [Fact]
    public void Heal_WeightChangedAfterwards_IsFound()
    {
        HealedWeight weight = Prune(HealMethod.Weights).Plan.Healing!.Weights[0];
        using (Model model = Model.Open(Path.Combine(Target, "model.onnx")))
        {
            WeightPlace place = WeightPlace.Find(model, model.Graph.FindValue(weight.Name)!.Initializer!)!;
            place.Write(new byte[place.Range.Length]);
        }

        Finding found = Assert.Single(Verify(), finding => finding.Check == "healed weights");
        Assert.Equal(FindingResult.Differs, found.Result);
        Assert.Contains(weight.Name, found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Heal_SecondTime_WritesTheSameBytes()
    {
        Prune(HealMethod.Norms);
        byte[] first = File.ReadAllBytes(Path.Combine(Target, "model.onnx"));

        Prune(HealMethod.Norms);

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(Target, "model.onnx")));
    }

    [Theory]
    [InlineData(null, 2048, "FC7403")]
    [InlineData(HealMethod.Weights, 1000, "FC7401")]
    public void Heal_OptionsThatCannotBeMet_Fails(HealMethod? method, int tokens, string code)
    {
        PruneOptions options = Options(method) with
        {
            Healing = new HealingOptions { Method = method, Tokens = tokens },
        };

        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Execute(options)).Code);
        Assert.False(Directory.Exists(Target));
    }

    [Fact]
    public void Heal_OrderThatWritesNoModel_Fails()
    {
        PruneOptions options = Options(HealMethod.Weights) with { Budget = new OrderBudget(1) };

        Assert.Equal("FC7404", Assert.Throws<DiagnosticException>(() => Execute(options)).Code);
    }

    [Fact]
    public void Heal_OneSample_Fails()
    {
        string ids = _temporary.Combine("ids.jsonl");
        File.WriteAllText(ids, $"[{string.Join(',', Enumerable.Range(5, 600))}]");
        PruneOptions options = Options(HealMethod.Weights) with
        {
            Healing = new HealingOptions { Method = HealMethod.Weights, Sources = [ids] },
        };

        Assert.Equal("FC7402", Assert.Throws<DiagnosticException>(() => Execute(options)).Code);
        Assert.False(Directory.Exists(Target));
    }

    private string Target => _temporary.Combine("healed");

    private PruneResult Prune(HealMethod method) => Execute(Options(method));

    // Three quarters of the built-in text; options of an unhealed run name none.
    private PruneOptions Options(HealMethod? method) => new()
    {
        Model = Dense,
        Budget = new RemovalListBudget(["1.attn", "5.ffn", "4.attn", "2.attn"]),
        Healing = new HealingOptions { Method = method, Tokens = method is null ? HealingOptions.DefaultTokens : 6144 },
        Output = new() { Path = Target, Force = true },
    };

    private static PruneResult Execute(PruneOptions options) =>
        PruneRun.Execute(options, new SilentObserver(), NullLogger.Instance, TestContext.Current.CancellationToken);

    private IReadOnlyList<Finding> Verify() => VerifyRun.Execute(
        new VerifyOptions { Model = Target, Against = Dense },
        new SilentObserver(),
        NullLogger.Instance,
        TestContext.Current.CancellationToken).Findings;
}
