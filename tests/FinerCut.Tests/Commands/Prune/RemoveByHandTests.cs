using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Removal without a search.</summary>
public class RemoveByHandTests
{
    [Fact]
    public void Prune_ByHand_PlansWithoutDistancesInTheOrderGiven()
    {
        using PruningRun run = new();
        PruningPlan plan = run.Prune(run.Options with { Budget = new RemovalListBudget(["2.ffn", "0.attn"]) }).Plan;

        Assert.Equal([new("2.ffn", null), new("0.attn", null)], plan.Removed);
        Assert.Empty(plan.Steps);
        Assert.Null(plan.Calibration);
        Assert.Null(plan.Settings.Metric);
        Assert.Equal(new PlanWork(0, 0), plan.Work);
    }

    [Fact]
    public void Prune_ByHandWithoutTokenizer_IsVerified()
    {
        using PruningRun run = new();
        Directory.GetFiles(run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        PruneResult result = run.Prune(run.Options with { Budget = new RemovalListBudget(["1.attn"]) });

        Assert.Equal(2, result.Verification!.Samples);
        Assert.Null(result.DensePerplexity);
        Assert.True(File.Exists(Path.Combine(run.Output, PruningPlan.FileName)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Prune_ByHandShortContext_FitsItsSamplesIntoIt(bool hasTokenizer)
    {
        using PruningRun run = new(new TinyDecoderOptions { ContextLength = 24 });
        if (!hasTokenizer)
        {
            Directory.GetFiles(run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        }

        PruneResult result =
            run.Prune(new PruneOptions
            {
                Model = run.Decoder.Folder,
                Budget = new RemovalListBudget(["1.attn"]),
                Output = new() { Path = run.Output }
            });
        Assert.Equal(2, result.Verification!.Samples);
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Prune_EveryAttention_LeavesAModelThatRuns(TinyDecoderForm form)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form });
        string[] removed = ["0.attn", "1.attn", "2.attn"];
        PruneResult result = run.Prune(run.Options with { Budget = new RemovalListBudget(removed) });

        int[][] ids = run.Decoder.SampleIds(2, 12);
        using OnnxRunner written = OnnxRunner.Open(run.Output);
        Assert.False(written.HasCaches);
        Assert.InRange(written.Prefill(ids).LargestDifference(run.Decoder.Expect(ids, removed)), 0, 1e-4);
        Assert.Equal(0, result.Pruned.KvCacheBytesPerToken);
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Prune_EverySetOfTwo_EqualsTheReference(TinyDecoderForm form)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form });
        Directory.GetFiles(run.Decoder.Folder, "tokenizer*").ToList().ForEach(File.Delete);
        int[][] ids = run.Decoder.SampleIds(2, 9);
        foreach (string first in run.Decoder.Sublayers)
        {
            foreach (string second in run.Decoder.Sublayers.Where(name => string.CompareOrdinal(name, first) > 0))
            {
                run.Prune(run.Options with
                {
                    Budget = new RemovalListBudget([first, second]),
                    Output = run.Options.Output with { Force = true }
                });
                using OnnxRunner written = OnnxRunner.Open(run.Output);
                LogitsArray expected = run.Decoder.Expect(ids, first, second);
                Assert.InRange(written.PrefillThenStep(ids).LargestDifference(expected), 0, 1e-4);
            }
        }
    }

    [Fact]
    public void Prune_UnknownName_IsRefused()
    {
        using PruningRun run = new();
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => run.Prune(
                run.Options with { Budget = new RemovalListBudget(["3.attn"]) }));
        Assert.Equal("FC4020", error.Code);
    }
}
