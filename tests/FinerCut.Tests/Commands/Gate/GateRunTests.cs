using System.Text.Json;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Runs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.TestModels.Structures;
using FinerCut.Tests.Commands.Prune;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Gate;

/// <summary>Runs of <c>gate</c> and what they leave.</summary>
public sealed class GateRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [ClassData(typeof(TinyForms))]
    public void Gate_Folder_HoldsTheSourcesFilesAndTheSheet(TinyDecoderForm form, WeightStorage storage)
    {
        TinyDecoder source = Source(form, storage);

        GateResult result = Gate(new GateOptions { Model = source.Folder });

        Assert.Equal(
            (source.Folder + "-gated", source.ModelPath, "finercut.keep"),
            (result.Output, result.Source, result.Input));
        Assert.Equal(source.Sublayers, result.Sublayers);
        Assert.Equal(0, result.Verification.LargestDifference);
        string[] names = [.. Directory.GetFiles(source.Folder).Select(file => Path.GetFileName(file)!)];
        Assert.Equal(
            names.Append(GateSheet.FileName).Order(StringComparer.Ordinal),
            Directory.GetFileSystemEntries(result.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names.Where(name => name != "model.onnx"), name =>
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(source.Folder, name)),
                File.ReadAllBytes(Path.Combine(result.Output, name))));
        Assert.Equal(
            Directory.GetFiles(result.Output, "model.onnx*").Sum(file => new FileInfo(file).Length), result.Bytes);
    }

    /// <summary>A table of positions in the graph ends before the sample does, and nothing else tells.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(2)]
    public void Gate_ModelOfFewPositions_IsVerifiedWithAShorterSample(int positions)
    {
        Directory.CreateDirectory(_folder.Combine("limited"));
        string model = _folder.Combine("limited", "model.onnx");
        File.WriteAllBytes(model, EndStructures.Limited(positions).Model.ToByteArray());

        GateResult result = Gate(new GateOptions { Model = model, Output = _folder.Combine("gated") });

        Assert.Equal(0, result.Verification.LargestDifference);
    }

    [Fact]
    public void Gate_Sheet_TellsTheOrderOfTheInput()
    {
        TinyDecoder source = Source();

        GateResult result = Gate(new GateOptions { Model = source.ModelPath });

        GateSheet sheet = JsonSerializer.Deserialize<GateSheet>(
            File.ReadAllText(Path.Combine(result.Output, GateSheet.FileName)), PlanJson.Options)!;
        Assert.Equal((source.ModelPath, "finercut.keep"), (sheet.Source, sheet.Input));
        Assert.Equal(source.Sublayers, sheet.Sublayers);
        using Model written = Model.Open(Path.Combine(result.Output, "model.onnx"));
        Assert.Equal(string.Join(',', sheet.Sublayers), written.FindMetadata("finercut.sublayers"));
        Assert.Equal(sheet.Version, written.FindMetadata("finercut.version"));
    }

    [Fact]
    public void Gate_Phases_AreToldInTheirOrder()
    {
        SilentObserver observer = new();
        GateRun.Execute(
            new GateOptions { Model = Source().Folder },
            observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);

        Assert.Equal([RunPhase.Open, RunPhase.Write, RunPhase.Verify], observer.Phases);
    }

    [Fact]
    public void Inspect_GatedFolder_ShowsTheSublayersOfTheSource()
    {
        TinyDecoder source = Source();
        ModelReport dense = InspectRun.Execute(new InspectOptions { Model = source.Folder });

        ModelReport gated = InspectRun.Execute(
            new InspectOptions { Model = Gate(new GateOptions { Model = source.Folder }).Output });

        Assert.Equal(dense.Sublayers, gated.Sublayers);
        Assert.Equal(
            (dense.Parameters, dense.Bytes, dense.KvCacheBytesPerToken),
            (gated.Parameters, gated.Bytes, gated.KvCacheBytesPerToken));
        Assert.Empty(gated.NotUnderstood);
        Assert.Null(gated.Plan);
    }

    [Fact]
    public void Gate_TargetIsThere_IsReplacedOnlyWithForceAndOnlyIfOurs()
    {
        TinyDecoder source = Source();
        GateOptions options = new() { Model = source.Folder, Output = _folder.Combine("gated") };
        Gate(options);
        string sheet = _folder.Combine("gated", GateSheet.FileName);
        File.Delete(_folder.Combine("gated", "config.json"));

        Refused("FC4022", options);
        Gate(options with { Force = true });
        Assert.True(File.Exists(_folder.Combine("gated", "config.json")));
        File.Delete(sheet);
        Refused("FC4024", options with { Force = true });
        Refused("FC4026", options with { Output = source.Folder, Force = true });
        Assert.Equal(
            [_folder.Combine("gated"), source.Folder],
            Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gate_WhatCannotBe_LeavesNothing()
    {
        TinyDecoder source = Source();
        string gated = Gate(new GateOptions { Model = source.Folder }).Output;

        Refused("FC2031", new GateOptions { Model = gated });
        Refused("FC4030", new GateOptions { Model = source.Folder, Threads = 0, Force = true });
        Refused("FC1001", new GateOptions { Model = _folder.Combine("nowhere") });
        Assert.Equal(
            [source.Folder, gated], Directory.GetFileSystemEntries(_folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gate_Cancelled_LeavesNothing()
    {
        TinyDecoder source = Source();
        using CancellationTokenSource cancellation = new();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => GateRun.Execute(
            new GateOptions { Model = source.Folder },
            SilentObserver.Instance,
            NullLogger.Instance,
            cancellation.Token));
        Assert.Equal([source.Folder], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Gate_PrunedModel_NamesWhatItStillHas()
    {
        TinyDecoder source = Source();
        string pruned = Prune(source.Folder, "1.attn", "0.ffn");

        GateResult result = Gate(new GateOptions { Model = pruned });

        Assert.Equal(["0.attn", "1.ffn", "2.attn", "2.ffn"], result.Sublayers);
        Assert.False(File.Exists(Path.Combine(result.Output, PruningPlan.FileName)));
        Assert.Equal(["0.ffn", "1.attn"], InspectRun.Execute(new InspectOptions { Model = result.Output }).Sublayers
            .Where(sample => sample.Status == "removed").Select(row => row.Name));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Prune_GatedModel_TakesTheGatesOut(TinyDecoderForm form)
    {
        TinyDecoder source = Source(form);
        string pruned = Prune(Gate(new GateOptions { Model = source.Folder }).Output, "1.attn", "0.ffn");

        using OnnxRunner runner = OnnxRunner.Open(pruned);
        int[][] ids = source.SampleIds(batch: 1, tokens: 9);
        Assert.InRange(runner.PrefillThenStep(ids).LargestDifference(source.Expect(ids, "1.attn", "0.ffn")), 0, 1e-4);
        Assert.False(File.Exists(Path.Combine(pruned, GateSheet.FileName)));
    }

    [Fact]
    public void Search_GatedModel_FindsWhatItFindsInTheSource()
    {
        TinyDecoder source = Source();
        string gated = Gate(new GateOptions { Model = source.Folder }).Output;

        Assert.Equal(Removed(source.Folder), Removed(gated));

        string[] Removed(string model) => [.. PruneRun.Execute(
            new PruneOptions
            {
                Model = model,
                Budget = new CountBudget(2),
                Calibration = new() { Samples = 2, SampleTokens = 16 },
                Runtime = new() { Threads = 1 },
                Output = new() { DryRun = true }
            },
            SilentObserver.Instance,
            NullLogger.Instance,
            TestContext.Current.CancellationToken).Plan.Removed.Select(removal => removal.Sublayer)];
    }

    [Theory]
    [InlineData("llama-gqa.optimum-merged.fp32")]
    [InlineData("gemma2.genai-cuda.fp16")]
    public void Prune_GatedZooFile_Verifies(string name)
    {
        ZooFolder zoo = ZooFolder.Require(name);
        GateResult gated = Gate(new GateOptions { Model = zoo.ModelPath, Output = _folder.Combine("gated") });

        Assert.Equal(0, gated.Verification.LargestDifference);
        string pruned = Prune(Path.Combine(gated.Output, Path.GetFileName(zoo.ModelPath)), "1.attn", "2.ffn");
        using Model written = Model.Open(Path.Combine(pruned, Path.GetFileName(zoo.ModelPath)));
        Assert.DoesNotContain(written.Graph.Inputs, input => input.Name == gated.Input);
    }

    private TinyDecoder Source(TinyDecoderForm form = TinyDecoderForm.OptimumLlama, WeightStorage? storage = null) =>
        TinyDecoder.Write(_folder.Combine("model"), new TinyDecoderOptions { Form = form, Storage = storage });

    private static GateResult Gate(GateOptions options) =>
        GateRun.Execute(options, SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken);

    private static void Refused(string code, GateOptions options) =>
        Assert.Equal(code, Assert.Throws<DiagnosticException>(() => Gate(options)).Code);

    private string Prune(string model, params string[] removed) => PruneRun.Execute(
        new PruneOptions
        {
            Model = model,
            Budget = new RemovalListBudget(removed),
            Output = new() { Path = _folder.Combine("pruned") },
            Calibration = new() { SampleTokens = 16 },
            Runtime = new() { Threads = 1 },
        },
        SilentObserver.Instance,
        NullLogger.Instance,
        TestContext.Current.CancellationToken).Output!;
}
