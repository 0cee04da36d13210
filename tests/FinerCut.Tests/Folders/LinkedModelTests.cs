using FinerCut.Commands.Apply;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.Tests.Commands.Prune;
using FinerCut.Tests.Decoders;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Folders;

/// <summary>Models whose files are links: what is done with them is what is done with plain files.</summary>
public sealed class LinkedModelTests
{
    private static readonly string[] Removed = ["0.attn", "1.ffn"];

    [Theory]
    [InlineData(WeightStorage.SingleFile)]
    [InlineData(WeightStorage.ExternalAligned)]
    public void Prune_HubCache_WritesWhatPlainFilesGive(WeightStorage storage)
    {
        using PruningRun run = new(new TinyDecoderOptions { Storage = storage });
        string snapshot = HubCache.Of(run.Decoder.Folder, run.Combine("models--someone--tiny"));
        PruneOptions options = run.Options with { Budget = new CountBudget(2) };

        PruneResult plain = run.Prune(options);
        PruneResult linked =
            run.Prune(options with { Model = snapshot, Output = options.Output with { Path = run.Combine("linked") } });

        Assert.Equal(plain.Dense, linked.Dense);
        Assert.Equal(plain.Pruned, linked.Pruned);
        Assert.Equal(plain.Plan.Removed, linked.Plan.Removed);
        Assert.All(
            Directory.GetFiles(run.Output).Where(file => Path.GetFileName(file) != "README.md"),
            file => Assert.Equal(
                File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(linked.Output!, Path.GetFileName(file)))));
        Assert.Contains(
            "base_model: someone/tiny", File.ReadAllLines(Path.Combine(linked.Output!, "README.md")));
        Assert.All(Directory.GetFiles(linked.Output!), file => Assert.Null(new FileInfo(file).LinkTarget));
    }

    [Theory]
    [InlineData(WeightStorage.SingleFile)]
    [InlineData(WeightStorage.ExternalAligned)]
    public void Others_HubCache_WorkAsWithPlainFiles(WeightStorage storage)
    {
        using PruningRun run = new(new TinyDecoderOptions { Storage = storage });
        string dense = HubCache.Of(run.Decoder.Folder, run.Combine("cache"));
        run.Prune(run.Options with { Model = dense, Budget = new RemovalListBudget(Removed) });
        string pruned = HubCache.Of(run.Output, run.Combine("pruned cache"));

        Assert.All(Verify(pruned, dense), finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        Assert.All(Verify(pruned, run.Decoder.Folder),
            finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
        Assert.NotNull(GateRun.Execute(
            new GateOptions { Model = dense, Output = run.Combine("gated"), Threads = 1 }, run.Observer,
                NullLogger.Instance,
                TestContext.Current.CancellationToken));
        Assert.NotNull(ApplyRun.Execute(
            new ApplyOptions
            {
                Plan = pruned,
                Model = dense,
                Output = new() { Path = run.Combine("applied") },
                Runtime = new() { Threads = 1 }
            },
                run.Observer, NullLogger.Instance, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Prune_DataFileElsewhere_IsFollowed()
    {
        using PruningRun run = new(new TinyDecoderOptions { Storage = WeightStorage.ExternalAligned });
        string model = LinkedCopy.Of(run.Decoder.ModelPath, run.Combine("copy"));

        PruneResult result = run.Prune(run.Options with { Model = model, Budget = new CountBudget(1) });

        Assert.All(Verify(result.Output!, model), finding => Assert.NotEqual(FindingResult.Differs, finding.Result));
    }

    [Fact]
    public void Open_HubCache_KnowsTheRealFolderAndSize()
    {
        using PruningRun run = new(new TinyDecoderOptions { Storage = WeightStorage.ExternalAligned });
        string snapshot = HubCache.Of(run.Decoder.Folder, run.Combine("cache"));
        using Model plain = Model.Open(run.Decoder.ModelPath);
        using Model linked = Model.Open(Path.Combine(snapshot, "model.onnx"));

        Assert.Equal((false, true), (plain.HasLinks, linked.HasLinks));
        Assert.Equal("blobs", Path.GetFileName(linked.DataFolder));
        Assert.Equal(plain.SizeInBytes, linked.SizeInBytes);
    }

    private static IReadOnlyList<Finding> Verify(string model, string against) => VerifyRun.Execute(
        new VerifyOptions { Model = model, Against = against, SampleTokens = 16, Threads = 1 },
        SilentObserver.Instance, NullLogger.Instance, TestContext.Current.CancellationToken).Findings;
}
