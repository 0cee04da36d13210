using FinerCut.Commands.Apply;
using FinerCut.Commands.Continue;
using FinerCut.Commands.Eval;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Decoders;
using FinerCut.Healing;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Healing;

/// <summary>What becomes of the bundled model when it is healed.</summary>
public sealed class HealedModelTests(HealedModel model) : IClassFixture<HealedModel>
{
    [Fact]
    public void Heal_Weights_BringsTheModelNearerToTheDenseOne()
    {
        PruningPlan plan = model.Result.Plan;

        PlanHealing healing = plan.Healing!;
        Assert.True(healing.DivergenceAfter < 0.8 * healing.DivergenceBefore);
        Assert.Contains("outputs", healing.Steps);
        Assert.NotEmpty(healing.Weights);
        PlanPerplexity perplexity = Assert.Single(plan.Perplexities!);
        Assert.True(perplexity.Ratio < 1.06, $"Perplexity rises {perplexity.Ratio} times.");
    }

    [Fact]
    public void Verify_HealedFolder_IsTheDenseModelWithTheSameWeights()
    {
        _ = model.Result;
        IReadOnlyList<Finding> findings = Verify(model.Target);

        Assert.DoesNotContain(findings, finding => finding.Result == FindingResult.Differs);
        Assert.Contains(findings, finding => finding is { Check: "healed weights", Result: FindingResult.Same });
    }

    [Fact]
    public void Verify_WeightChangedAfterwards_IsFound()
    {
        HealedWeight weight = model.Result.Plan.Healing!.Weights[0];
        string copy = CopyOf("changed");
        using (Model opened = Model.Open(Path.Combine(copy, "model.onnx")))
        {
            WeightPlace place = WeightPlace.Find(opened, opened.Graph.FindValue(weight.Name)!.Initializer!)!;
            place.Write(new byte[place.Range.Length]);
        }

        Finding found = Assert.Single(Verify(copy), finding => finding.Check == "healed weights");
        Assert.Equal(FindingResult.Differs, found.Result);
        Assert.Contains(weight.Name, found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PlanThatNamesWhatTheDenseModelDoesNotHave_IsFound()
    {
        string copy = CopyOf("renamed");
        string path = Path.Combine(copy, PruningPlan.FileName);
        string name = model.Result.Plan.Healing!.Weights[0].Name;
        File.WriteAllText(path, File.ReadAllText(path).Replace($"\"{name}\"", "\"nowhere\"", StringComparison.Ordinal));

        Finding found = Assert.Single(Verify(copy), finding => finding.Check == "healed weights");
        Assert.Equal(FindingResult.Differs, found.Result);
        Assert.Contains("nowhere", found.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Heal_SecondTime_WritesTheSameBytes()
    {
        _ = model.Result;
        HealedModel.Prune(HealedModel.Options(model.Combine("again")));

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(model.Target, "model.onnx")),
            File.ReadAllBytes(Path.Combine(model.Combine("again"), "model.onnx")));
    }

    [Fact]
    public void Apply_PlanOfAHealedFolder_WritesWhatPruneWritesWithoutHealing()
    {
        _ = model.Result;
        string applied = model.Combine("applied");
        PruningPlan plan = ApplyRun.Execute(
            new ApplyOptions { Plan = model.Target, Model = HealedModel.Dense, Output = new() { Path = applied } },
            new SilentObserver(),
            NullLogger.Instance,
            TestContext.Current.CancellationToken).Plan;

        Assert.Null(plan.Healing);
        Assert.DoesNotContain(Verify(applied), finding => finding.Result == FindingResult.Differs);
    }

    [Fact]
    public void Eval_PlanOfAHealedFolder_WarnsThatItIsMeasuredWithoutHealing()
    {
        _ = model.Result;
        SilentObserver observer = new();
        EvalRun.Execute(
            new EvalOptions { Model = HealedModel.Dense, Plans = [model.Target], Windows = 1, Prompts = 0 },
            observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);

        Assert.Contains(observer.Warnings, text => text.Contains("measured without", StringComparison.Ordinal));
    }

    [Fact]
    public void Continue_HealedFolder_WritesWhatTheFolderWrites()
    {
        _ = model.Result;
        ContinueOptions bypassed = new()
        {
            Model = HealedModel.Dense,
            Removed = [.. model.Result.Plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))],
        };

        IReadOnlyList<Continuation> healed = Continue(bypassed with { Pruned = model.Target });
        IReadOnlyList<Continuation> own = Continue(new ContinueOptions { Model = model.Target, Texts = [HeldOut] });

        Assert.Equal(own.Select(text => text.Dense), healed.Select(text => text.Pruned));
        Assert.NotEqual(Continue(bypassed).Select(text => text.Pruned), healed.Select(text => text.Pruned));
    }

    [Fact]
    public void Card_HealedFolder_SaysSo() => Assert.Contains(
        File.ReadAllLines(Path.Combine(model.Result.Output!, "README.md")),
        line => line.StartsWith(
            $"- Healed: {model.Result.Plan.Healing!.Weights.Count} weights are not those of the dense model",
            StringComparison.Ordinal));

    [Theory]
    [InlineData(null, 2048, "FC7403")]
    [InlineData(HealMethod.Weights, 1000, "FC7401")]
    public void Heal_OptionsThatCannotBeMet_Fails(HealMethod? method, int tokens, string code) =>
        Fails(code, options => options with { Healing = new() { Method = method, Tokens = tokens } });

    [Fact]
    public void Heal_OrderThatWritesNoModel_Fails() =>
        Fails("FC7404", options => options with { Budget = new OrderBudget(1) });

    [Fact]
    public void Heal_OneSample_FailsBeforeTheSearch()
    {
        string ids = model.Combine("ids.jsonl");
        File.WriteAllText(ids, $"[{string.Join(',', Enumerable.Range(5, 600))}]");

        Fails("FC7402", options => options with
        {
            Budget = new CountBudget(1),
            Healing = new() { Method = HealMethod.Weights, Sources = [ids] },
        });
    }

    [Fact]
    public void Heal_TextThatIsNotThere_NamesItsOption()
    {
        DiagnosticException error = Fails("FC3015", options => options with
        {
            Healing = new() { Method = HealMethod.Weights, Sources = [model.Combine("nowhere.txt")] },
        });

        Assert.Contains("--heal-text", error.Message, StringComparison.Ordinal);
    }

    private static string HeldOut => Path.Combine(HealedModel.Dense, "held-out.txt");

    private static IReadOnlyList<Continuation> Continue(ContinueOptions options) => ContinueRun.Execute(
        options, new SilentObserver(), NullLogger.Instance, TestContext.Current.CancellationToken);

    private static IReadOnlyList<Finding> Verify(string pruned) => VerifyRun.Execute(
        new VerifyOptions { Model = pruned, Against = HealedModel.Dense },
        new SilentObserver(),
        NullLogger.Instance,
        TestContext.Current.CancellationToken).Findings;

    private DiagnosticException Fails(string code, Func<PruneOptions, PruneOptions> change)
    {
        string target = model.Combine("never");
        SilentObserver observer = new();
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PruneRun.Execute(
            change(HealedModel.Options(target)),
            observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken));

        Assert.Equal(code, error.Code);
        Assert.False(Directory.Exists(target));
        return error;
    }

    private string CopyOf(string name)
    {
        string copy = Directory.CreateDirectory(model.Combine(name)).FullName;
        foreach (string file in Directory.GetFiles(model.Result.Output!))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }
}
