using FinerCut.Commands.Prune;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Commands.Prune;

/// <summary>A tiny decoder in a folder of its own, and runs of <c>prune</c> on it, small enough for a test.</summary>
internal sealed class PruningRun : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public PruningRun(TinyDecoderOptions? options = null, TinyDecoderWeights? weights = null)
    {
        TinyDecoderOptions chosen = options ?? new();
        Decoder = TinyDecoder.Write(_temporary.Combine("model"), chosen, weights ?? TinyDecoderWeights.Random(chosen));
        Output = Combine("pruned");
        Options = new PruneOptions
        {
            Model = Decoder.Folder,
            Budget = new CountBudget(1),
            Output = new() { Path = Output },
            Calibration = new() { Samples = 2, SampleTokens = 16 },
            Runtime = new() { Threads = 1 },
        };
    }

    public TinyDecoder Decoder { get; }

    /// <summary>The folder that <see cref="Options"/> name as target.</summary>
    public string Output { get; }

    /// <summary>Two samples of 16 tokens on one thread; one sublayer goes.</summary>
    public PruneOptions Options { get; }

    public SilentObserver Observer { get; } = new();

    public string Combine(params string[] parts) => _temporary.Combine(parts);

    public PruneResult Prune(PruneOptions options) =>
        PruneRun.Execute(options, Observer, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>All files and folders below the decoder's parent, so that leftovers beside it show.</summary>
    public IReadOnlyList<string> Everything() =>
        [.. Directory.EnumerateFileSystemEntries(_temporary.Path, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];

    public void Dispose() => _temporary.Dispose();
}
