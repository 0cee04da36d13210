using System.Text.Json;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using NJsonSchema;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>What lies in the target after a search.</summary>
public class WrittenFolderTests
{
    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Prune_SearchedModel_EqualsTheReference(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = Pruned(form, storage, out PruneResult result);
        string[] removed = [.. result.Plan.Removed.Select(removal => removal.Sublayer)];
        int[][] ids = run.Decoder.SampleIds(batch: 2, tokens: 12);
        LogitsArray expected = run.Decoder.Expect(ids, removed);

        Assert.Equal(2, removed.Length);
        using OnnxRunner written = OnnxRunner.Open(run.Output);
        Assert.InRange(written.Prefill(ids).LargestDifference(expected), 0, 1e-4);
        Assert.InRange(written.PrefillThenStep(ids).LargestDifference(expected), 0, 1e-4);
    }

    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Prune_Folder_HoldsWhatADeploymentNeeds(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = Pruned(form, storage, out _);
        IEnumerable<string> expected =
            Directory.GetFiles(run.Decoder.Folder).Select(Path.GetFileName).Append(PruningPlan.FileName)
                .Append("README.md")!;

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(run.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(
            [run.Decoder.Folder, run.Output],
            Directory.GetFileSystemEntries(run.Combine()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, "config.json", "num_hidden_layers")]
    [InlineData(TinyDecoderForm.GenAiLlama, "genai_config.json", "model", "decoder", "num_hidden_layers")]
    public void Prune_Configuration_CountsTheRemainingCaches(TinyDecoderForm form, string file, params string[] keys)
    {
        using PruningRun run = new(new TinyDecoderOptions { Form = form });
        run.Prune(run.Options with { Budget = new RemovalListBudget(["0.attn", "1.ffn"]) });

        using JsonDocument configuration = JsonDocument.Parse(File.ReadAllText(Path.Combine(run.Output, file)));
        Assert.Equal(
            2, keys.Aggregate(configuration.RootElement, (element, key) => element.GetProperty(key)).GetInt32());
        using OnnxRunner written = OnnxRunner.Open(run.Output);
        Assert.True(written.HasCaches);
    }

    [Theory]
    [ClassData(typeof(TinyForms))]
    public async Task Prune_Plan_IsValidAndTheOneInTheMetadata(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = Pruned(form, storage, out PruneResult result);
        string plan = await File.ReadAllTextAsync(
            Path.Combine(run.Output, PruningPlan.FileName), TestContext.Current.CancellationToken);
        using Model written = Model.Open(Path.Combine(run.Output, "model.onnx"));
        JsonSchema schema = await JsonSchema.FromJsonAsync(
            Repository.ReadText("docs/plan.schema.json"), TestContext.Current.CancellationToken);

        Assert.Equal(PlanJson.Write(result.Plan), plan);
        Assert.Equal(plan, written.FindMetadata(PlanMetadata.Key));
        Assert.Empty(schema.Validate(plan));
        Assert.Equal(plan, PlanJson.Write(PlanJson.Read(plan, PruningPlan.FileName)));
    }

    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Inspect_WrittenGraphAlone_ShowsWhatWent(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = Pruned(form, storage, out PruneResult result);
        ModelReport dense = InspectRun.Execute(new InspectOptions { Model = run.Decoder.ModelPath });
        Directory.GetFiles(run.Output, "*.json").ToList().ForEach(File.Delete);

        ModelReport report = InspectRun.Execute(new InspectOptions { Model = Path.Combine(run.Output, "model.onnx") });

        string[] removed = [.. result.Plan.Removed.Select(removal => removal.Sublayer)];
        Assert.Equal(
            dense.Sublayers.Select(sample => removed.Contains(sample.Name)
                ? sample with { Status = "removed" }
                : sample), report.Sublayers.Select(sample =>
                    sample with { Order = null, Distance = null, Scores = null }));
        Assert.Equal(removed, report.Sublayers.Where(sample => sample.Order is not null)
            .OrderBy(sample => sample.Order).Select(sample => sample.Name));
        Assert.Equal(PlanJson.Write(result.Plan), PlanJson.Write(report.Plan!));
        Assert.Equal(dense.Layers, report.Layers);
    }

    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Prune_Totals_AreThoseOfTheWrittenModel(TinyDecoderForm form, WeightStorage storage)
    {
        using PruningRun run = Pruned(form, storage, out PruneResult result);
        ModelReport report = InspectRun.Execute(new InspectOptions { Model = run.Output });

        Assert.Equal(report.Parameters, result.Pruned.Parameters);
        Assert.Equal(report.KvCacheBytesPerToken, result.Pruned.KvCacheBytesPerToken);
        Assert.Equal(report.Sublayers.Count(sample => sample.Status == "kept"), result.Pruned.Sublayers);
        Assert.Equal(
            Directory.GetFiles(run.Output, "model.onnx*").Sum(path => new FileInfo(path).Length), result.Pruned.Bytes);
        Assert.InRange(result.Pruned.MultiplyAddsPerToken, 1, result.Dense.MultiplyAddsPerToken - 1);
    }

    private static PruningRun Pruned(TinyDecoderForm form, WeightStorage storage, out PruneResult result)
    {
        PruningRun run = new(new TinyDecoderOptions { Form = form, Storage = storage });
        result = run.Prune(run.Options with { Budget = new RatioBudget(0.4) });
        return run;
    }
}
