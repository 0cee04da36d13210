using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>A pruned model is a model: it can be pruned again, and its sublayers keep their names.</summary>
public class RepeatedPruningTests
{
    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Prune_PrunedModel_KeepsNamesAndAccumulates(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form, Storage = storage });
        string again = run.Combine("again");
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.attn", "1.ffn"]) });

        PruneResult result = run.Prune(run.Options with
        {
            Model = run.Output,
            Budget = new RemovalListBudget(["2.attn"]),
            Output = run.Options.Output with { Path = again }
        });

        Assert.Equal(["0.ffn", "1.attn", "2.attn", "2.ffn"], result.Plan.Source.Sublayers);
        ModelReport report = InspectRun.Execute(new InspectOptions { Model = again });
        Assert.Equal(run.Decoder.Sublayers, report.Sublayers.Select(sample => sample.Name));
        Assert.Equal(
            ["0.attn", "1.ffn", "2.attn"],
            report.Sublayers.Where(row => row.Status == "removed").Select(row => row.Name));
        Assert.Equal(
            InspectRun.Execute(new InspectOptions { Model = run.Decoder.Folder }).Sublayers
                .Select(row => row.KvCacheBytesPerToken),
            report.Sublayers.Select(row => row.KvCacheBytesPerToken));

        int[][] ids = run.Decoder.SampleIds(2, 12);
        LogitsArray expected = run.Decoder.Expect(ids, "0.attn", "1.ffn", "2.attn");
        using OnnxRunner written = OnnxRunner.Open(again);
        Assert.InRange(written.PrefillThenStep(ids).LargestDifference(expected), 0, 1e-4);
    }

    [Fact]
    public void Prune_InTwoRuns_WritesTheGraphOfOne()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.attn"]) });
        run.Prune(run.Options with
        {
            Model = run.Output,
            Budget = new RemovalListBudget(["2.ffn"]),
            Output = run.Options.Output with { Path = run.Combine("again") }
        });
        run.Prune(run.Options with
        {
            Budget = new RemovalListBudget(["0.attn", "2.ffn"]),
            Output = run.Options.Output with { Path = run.Combine("at once") }
        });

        Assert.Equal(
            WithoutLists(run.Combine("at once")),
            WithoutLists(run.Combine("again")));
    }

    [Fact]
    public void Prune_PrunedModelSearched_ScoresOnlyWhatIsLeft()
    {
        using PruningRun run = new();
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.attn", "1.ffn"]) });
        PruneResult result =
            run.Prune(run.Options with
            {
                Model = run.Output,
                Budget = new CountBudget(1),
                Output = run.Options.Output with { Path = run.Combine("again") }
            });

        Assert.Equal(
            ["0.ffn", "1.attn", "2.attn", "2.ffn"], result.Plan.Steps[0].Scores.Select(score => score.Sublayer));
        Assert.Equal(3, result.Plan.Source.Layers);
    }

    /// <summary>What <c>inspect</c> tells, without the path and the lists, which compare by reference.</summary>
    private static ModelReport WithoutLists(string model) =>
        InspectRun.Execute(new InspectOptions { Model = model }) with
        {
            Model = "",
            Plan = null,
            Sublayers = [],
            Opsets = [],
            NotUnderstood = [],
            Notes = [],
        };
}
