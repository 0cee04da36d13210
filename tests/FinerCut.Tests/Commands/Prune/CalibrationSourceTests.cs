using FinerCut.Commands.Prune;
using FinerCut.Plans;
using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>What the search runs on.</summary>
public class CalibrationSourceTests
{
    [Fact]
    public void Prune_SamplesOfIds_NeedNoTokenizer()
    {
        using PruningRun run = new();
        DeleteTokenizer(run);
        PruneResult result = run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Calibration = run.Options.Calibration with { Sources = [WriteSamples(run)] }
        });

        Assert.Equal(("rows.jsonl", 2, 16), Of(result.Plan));
        Assert.Equal((null, null), (result.DensePerplexity, result.PrunedPerplexity));
        Assert.Equal(2, result.Verification!.Samples);
    }

    [Fact]
    public void Prune_SamplesOfIdsTokenizerNotUnderstood_WarnsAndGoesOn()
    {
        using PruningRun run = new();
        File.WriteAllText(Path.Combine(run.Decoder.Folder, "tokenizer.json"), """{ "model": { "type": "Unigram" } }""");
        PruneResult result = run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Calibration = run.Options.Calibration with { Sources = [WriteSamples(run)] }
        });

        Assert.Null(result.DensePerplexity);
        Assert.StartsWith(
            "Perplexity is not measured, because the tokenizer cannot be used (FC30",
            Assert.Single(run.Observer.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_ByHandTokenizerNotUnderstood_WarnsAndGoesOn()
    {
        using PruningRun run = new();
        File.WriteAllText(Path.Combine(run.Decoder.Folder, "tokenizer.json"), """{ "model": { "type": "Unigram" } }""");
        PruneResult result = run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn"]) });

        Assert.Equal(2, result.Verification!.Samples);
        Assert.Single(run.Observer.Warnings);
    }

    [Fact]
    public void Prune_BuiltInText_TellsPerplexity()
    {
        using PruningRun run = new();
        PruneResult result = run.Prune(run.Options with { Budget = new CountBudget(1) });

        Assert.Equal(("built-in", 2, 16), Of(result.Plan));
        Assert.InRange(result.DensePerplexity!.Value, 2, 1e6);
        Assert.InRange(result.PrunedPerplexity!.Value, 2, 1e6);
        Assert.Empty(run.Observer.Warnings);
    }

    [Fact]
    public void Prune_TextFile_IsTokenised()
    {
        using PruningRun run = new();
        string path = run.Combine("text.txt");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("The river is slow and the boat went on. ", 40)));
        PruningPlan plan = run.Prune(run.Options with
        {
            Budget = new CountBudget(1),
            Calibration = run.Options.Calibration with { Sources = [path] }
        }).Plan;

        Assert.Equal(("text.txt", 2, 16), Of(plan));
        Assert.NotEqual(
            run.Prune(run.Options with
            {
                Budget = new CountBudget(1),
                Output = run.Options.Output with { DryRun = true }
            }).Plan.Calibration!.TokensSha256,
            plan.Calibration!.TokensSha256);
    }

    [Fact]
    public void Prune_FewerSamplesThanAsked_WarnsOnce()
    {
        using PruningRun run = new();
        PruningPlan plan =
            run.Prune(run.Options with
            {
                Budget = new CountBudget(1),
                Calibration = run.Options.Calibration with { Samples = 5, Sources = [WriteSamples(run)] }
            }).Plan;

        Assert.Equal(("rows.jsonl", 2, 16), Of(plan));
        Assert.Contains("Only 2 of the 5 samples", Assert.Single(run.Observer.Warnings), StringComparison.Ordinal);
    }

    private static (string Source, int Samples, int Tokens) Of(PruningPlan plan) =>
        (plan.Calibration!.Source, plan.Calibration.Samples, plan.Calibration.SampleTokens);

    private static string WriteSamples(PruningRun run)
    {
        string path = run.Combine("rows.jsonl");
        File.WriteAllLines(path, run.Decoder.SampleIds(2, 20).Select(sample => $"[{string.Join(", ", sample)}]"));
        return path;
    }

    private static void DeleteTokenizer(PruningRun run) =>
        Directory.GetFiles(run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
}
