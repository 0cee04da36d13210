using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Healing;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Healing;

/// <summary>Healing of exports that differ in how they write layers: each is nearer to the dense model than before, and
/// verifies.</summary>
public sealed class ZooHealingTests : IDisposable
{
    private const int Samples = 24;
    private const int SampleTokens = 64;

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    /// <summary>Plain and fused norms, packed queries, products that add a bias, half precision, two branches of one
    /// graph, parallel branches; in the last the matrices are of integers, and gains change alone.</summary>
    [Theory]
    [InlineData("llama-gqa.optimum.fp32", "weights")]
    [InlineData("stories260K/genai-cpu.fp32", "weights")]
    [InlineData("gpt2.optimum.fp32", "weights")]
    [InlineData("llama-gqa.optimum.fp16", "weights")]
    [InlineData("llama-gqa.optimum-merged.fp32", "weights")]
    [InlineData("gpt-neox-par.optimum.fp32", "weights")]
    [InlineData("stories260K/genai-cpu.int4", "norms")]
    public void Heal_ExportOfTheZoo_IsNearerAndVerifies(string name, string method)
    {
        string dense = SharedData.Require(["zoo", .. name.Split('/')]);
        string ids = _temporary.Combine("ids.jsonl");
        Random random = new(1);
        File.WriteAllLines(ids, Enumerable.Range(0, Samples).Select(_ =>
            $"[{string.Join(',', Enumerable.Range(0, SampleTokens).Select(_ => random.Next(3, 256)))}]"));
        string target = _temporary.Combine("healed");

        PlanHealing healing = PruneRun.Execute(
            new PruneOptions
            {
                Model = dense,
                Budget = new CountBudget(2),
                Calibration = new() { Sources = [ids], Samples = 2, SampleTokens = SampleTokens },
                Healing = new()
                {
                    Method = Enum.Parse<HealMethod>(method, ignoreCase: true),
                    Tokens = Samples * SampleTokens,
                },
                Output = new() { Path = target },
            },
            new SilentObserver(),
            NullLogger.Instance,
            TestContext.Current.CancellationToken).Plan.Healing!;

        Assert.True(healing.DivergenceAfter < healing.DivergenceBefore);
        Assert.NotEmpty(healing.Weights);
        Assert.DoesNotContain(
            VerifyRun.Execute(
                new VerifyOptions { Model = target, Against = dense },
                new SilentObserver(),
                NullLogger.Instance,
                TestContext.Current.CancellationToken).Findings,
            finding => finding.Result == FindingResult.Differs);
    }
}
