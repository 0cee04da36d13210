using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>Logits that are not numbers, as half precision gives them where it overflows.</summary>
public class NotANumberTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Prune_DenseLogitsNotNumbers_IsRefusedBeforeTheSearch(float weight)
    {
        using PruningRun run = Broken(weight);
        IReadOnlyList<string> before = run.Everything();
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => run.Prune(run.Options with { Budget = new CountBudget(1) }));

        Assert.Equal("FC2021", error.Code);
        Assert.Contains("sample 1 ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(RunPhase.Search, run.Observer.Phases);
        Assert.Equal(before, run.Everything());
    }

    [Fact]
    public void Prune_ByHandLogitsNotNumbers_IsRefused()
    {
        using PruningRun run = Broken(float.NaN);
        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => run.Prune(
                run.Options with { Budget = new RemovalListBudget(["0.ffn"]) }));

        Assert.Equal("FC6003", error.Code);
        Assert.False(Directory.Exists(run.Output));
    }

    [Fact]
    public void Prune_ByHandTheBrokenSublayer_LeavesAModelThatWorks()
    {
        using PruningRun run = Broken(float.NaN);
        PruneResult result = run.Prune(run.Options with { Budget = new RemovalListBudget(["1.ffn"]) });

        Assert.InRange(result.Verification!.LargestDifference, 0, 1e-3);
        Assert.True(double.IsFinite(result.PrunedPerplexity!.Value));
    }

    private static PruningRun Broken(float weight)
    {
        TinyDecoderOptions options = new();
        TinyDecoderWeights weights = TinyDecoderWeights.Random(options);
        weights.Layers[1].Down[5] = weight;
        return new PruningRun(options, weights);
    }
}
