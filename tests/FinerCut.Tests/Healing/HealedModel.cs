using FinerCut.Commands.Prune;
using FinerCut.Healing;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Healing;

/// <summary>The bundled model without four sublayers, healed once on the built-in text for all tests of a
/// class.</summary>
public sealed class HealedModel : IDisposable
{
    /// <summary>The dense model.</summary>
    public static readonly string Dense = Path.Combine(Repository.Root, "models", "tales-3m");

    private readonly TemporaryFolder _temporary = new();
    private readonly Lazy<PruneResult> _result;

    public HealedModel() => _result = new Lazy<PruneResult>(() => Prune(Options(Target)));

    /// <summary>The folder of the healed model.</summary>
    public string Target => _temporary.Combine("healed");

    /// <summary>What healing told.</summary>
    public PruneResult Result => _result.Value;

    /// <summary>A path beside the healed model.</summary>
    public string Combine(string name) => _temporary.Combine(name);

    /// <summary>What healed the model, for another folder.</summary>
    public static PruneOptions Options(string target) => new()
    {
        Model = Dense,
        Budget = new RemovalListBudget(["1.attn", "5.ffn", "4.attn", "2.attn"]),
        Healing = new HealingOptions { Method = HealMethod.Weights, Tokens = 6144 },
        Output = new() { Path = target },
    };

    /// <summary>Runs <c>prune</c>.</summary>
    public static PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, new SilentObserver(), NullLogger.Instance, TestContext.Current.CancellationToken);

    public void Dispose() => _temporary.Dispose();
}
