using FinerCut.Commands.Apply;
using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

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
    public PruneResult Search(int count = 2) => Prune(Options("searched") with { Budget = new CountBudget(count) });

    /// <summary>A prune by hand.</summary>
    public PruneResult Remove(params string[] sublayers) =>
        Prune(Options("removed") with { Budget = new RemovalListBudget(sublayers) });

    public PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, Observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    public PruneOptions Options(string output) => new()
    {
        Model = model,
        Budget = new CountBudget(2),
        Output = new() { Path = Combine(output), Force = true },
        Calibration = new() { Sources = ["random"], Samples = 2, SampleTokens = 16 },
        Runtime = new() { Threads = 1 },
    };

    public GateResult Gate() => GateRun.Execute(
        new GateOptions { Model = model, Output = Combine("gated"), Threads = 1 }, Observer, NullLogger.Instance,
            TestContext.Current.CancellationToken);

    public PruneResult Apply(string plan) => ApplyRun.Execute(
        new ApplyOptions
        {
            Plan = plan,
            Model = model,
            Output = new() { Path = Combine("applied") },
            Runtime = new() { Threads = 1 }
        }, Observer,
            NullLogger.Instance, TestContext.Current.CancellationToken);

    public VerifyResult Verify(string pruned) => VerifyRun.Execute(
        new VerifyOptions { Model = pruned, Against = model, SampleTokens = 16, Threads = 1 }, Observer,
            NullLogger.Instance,
            TestContext.Current.CancellationToken);

    public void Dispose() => _temporary.Dispose();
}
