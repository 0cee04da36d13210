using FinerCut.Commands.Apply;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.TestModels.Files;
using Serilog.Core;

namespace FinerCut.Tests.Cases;

/// <summary>Everything that can be done with a folder of <c>../shared/cases</c>, and with others of its kind.</summary>
internal sealed class CaseRun(string model) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    /// <summary>The dense folder.</summary>
    public string Model => model;

    public SilentObserver Observer { get; } = new();

    /// <summary>A case by its name; skips the running test where it is absent.</summary>
    public static CaseRun Require(string name) => new(SharedData.Require("cases", name));

    public string Combine(params string[] parts) => _temporary.Combine(parts);

    /// <summary>A searched prune.</summary>
    public PruneResult Search(int count = 2) => Prune(Options("searched") with { Count = count });

    /// <summary>A prune by hand.</summary>
    public PruneResult Remove(params string[] sublayers) => Prune(Options("removed") with { Remove = sublayers });

    public PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, Observer, Logger.None, TestContext.Current.CancellationToken);

    public PruneOptions Options(string output) => new()
    {
        Model = model,
        Output = Combine(output),
        Calibration = ["random"],
        Samples = 2,
        SampleTokens = 16,
        Threads = 1,
        Force = true,
    };

    public GateResult Gate() => GateRun.Execute(
        new GateOptions { Model = model, Output = Combine("gated"), Threads = 1 }, Observer, Logger.None,
            TestContext.Current.CancellationToken);

    public PruneResult Apply(string plan) => ApplyRun.Execute(
        new ApplyOptions { Plan = plan, Model = model, Output = Combine("applied"), Threads = 1 }, Observer,
            Logger.None, TestContext.Current.CancellationToken);

    public VerifyResult Verify(string pruned) => VerifyRun.Execute(
        new VerifyOptions { Model = pruned, Against = model, SampleTokens = 16, Threads = 1 }, Observer, Logger.None,
            TestContext.Current.CancellationToken);

    public void Dispose() => _temporary.Dispose();
}
