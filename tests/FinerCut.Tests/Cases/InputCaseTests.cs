using FinerCut.Commands.Gate;
using FinerCut.Commands.Inspect;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Execution;
using FinerCut.Reports;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Cases;

/// <summary>Files in forms that exporters write, whose inputs, caches or embeddings are not the usual ones: all that
/// can be done to a model is done to each.</summary>
public sealed class InputCaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SilentObserver _observer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names =>
    [
        "logits-to-keep", "mrope-positions", "olive_seqlens", "static-prompt", "int8-cache", "kv_int8", "mobius_static",
        "qknorm_gqa", "gemma4_js", "qwen35_text", "lora-inputs", "adapter-file", "custom-cache-names",
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_OfCase_IsVerifiedTwice(string name)
    {
        string source = SharedData.Require("cases", name);
        PruneResult result = Prune(
            new PruneOptions { Model = source, Budget = new CountBudget(2), Calibration = new() { Samples = 2 } });

        Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        VerifyOptions options = new()
        {
            Model = result.Output!,
            Against = source,
            Threads = 1,
            Provider = ProviderChoice.Cpu,
        };
        VerifyResult verified = VerifyRun.Execute(options, _observer, NullLogger.Instance, Cancellation);
        Assert.DoesNotContain(verified.Findings, finding => finding.Result == FindingResult.Differs);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Removals_OfCase_AreVerified(string name)
    {
        string source = SharedData.Require("cases", name);
        IReadOnlyList<SublayerReport> sublayers = InspectRun.Execute(new InspectOptions { Model = source }).Sublayers;
        Assert.All(sublayers.Index().Where(sublayer => sublayer.Index % 3 == 1), sublayer =>
        {
            string removed = sublayer.Item.Name;
            PruneOptions options = new()
            {
                Model = source,
                Budget = new RemovalListBudget([removed]),
                Output = new() { Path = _folder.Combine(removed) }
            };
            PruneResult result = Prune(options);
            Assert.InRange(result.Verification!.LargestDifference, 0, result.Verification.Tolerance);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gates_OfCase_AreVerified(string name)
    {
        string source = SharedData.Require("cases", name);
        GateOptions options = new()
        {
            Model = source,
            Output = _folder.Combine("gated"),
            Threads = 1,
            Provider = ProviderChoice.Cpu,
        };
        GateResult result = GateRun.Execute(
            options, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);

        Assert.InRange(result.Verification.LargestDifference, 0, result.Verification.Tolerance);
    }

    [Fact]
    public void PerLayerInputs_OfCase_AreSublayersOfTheirLayers()
    {
        string source = SharedData.Require("cases", "gemma4_js");

        Assert.Equal(
            Enumerable.Range(0, 5).SelectMany(layer => new[] { $"{layer}.attn", $"{layer}.ffn", $"{layer}.input" }),
            InspectRun.Execute(new InspectOptions { Model = source }).Sublayers.Select(sublayer => sublayer.Name));
    }

    [Fact]
    public void AdapterInputs_OfRemovedSublayers_AreNamed()
    {
        string[] lost = ["base.layers.1.attn.qkv_proj.lora_A.weight", "base.layers.1.attn.qkv_proj.lora_B.weight"];
        string source = SharedData.Require("cases", "adapter-file");
        PruneResult result = Prune(new PruneOptions { Model = source, Budget = new RemovalListBudget(["1.attn"]) });

        Assert.Equal(lost, result.Plan.LostInputs);
        Assert.Contains(
            _observer.Warnings,
            warning => lost.All(name => warning.Contains(name, StringComparison.Ordinal)));
        Assert.Contains(
            _observer.Warnings,
            warning => warning.Contains("adapter.onnx_adapter was made for the dense", StringComparison.Ordinal));
    }

    [Fact]
    public void StaticPrompt_WithOtherSamples_IsRefusedAndLeavesNothing()
    {
        string source = SharedData.Require("cases", "static-prompt");
        PruneOptions options =
            new() { Model = source, Budget = new CountBudget(1), Calibration = new() { SampleTokens = 16 } };
        Onnx.DiagnosticException error = Assert.Throws<Onnx.DiagnosticException>(() => Prune(options));

        Assert.Equal("FC2053", error.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private PruneResult Prune(PruneOptions options)
    {
        string output = options.Output.Path ?? _folder.Combine("pruned");
        PruneOptions chosen = options with
        {
            Output = options.Output with { Path = output },
            Runtime = options.Runtime with { Threads = 1, Provider = ProviderChoice.Cpu }
        };
        return PruneRun.Execute(chosen, _observer, NullLogger.Instance, TestContext.Current.CancellationToken);
    }
}
