using FinerCut.Commands.Gate;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Clients.Tests;

/// <summary>A model that clients load, the pruned folders made of it, and the tokens that they must write.</summary>
/// <remarks>Removals are tried on the gated source: nothing of it is rewritten between them, so what it writes does not
/// depend on the surgery that is under test.</remarks>
internal sealed class ClientModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CachedDecoder _gated;

    /// <param name="path">The dense model: a folder, or its graph.</param>
    public ClientModel(string path)
    {
        Path = path;
        GateResult gated = GateRun.Execute(
            new GateOptions
            {
                Model = path,
                Output = _folder.Combine("gated")
            }, new Silence(), NullLogger.Instance, CancellationToken.None);
        _gated = CachedDecoder.Open(
            Directory.EnumerateFiles(gated.Output, "*.onnx", SearchOption.AllDirectories).Single(),
            new SessionFactory(ExecutionProvider.Cpu, 2));
    }

    /// <summary>The dense model as given.</summary>
    public string Path { get; }

    /// <summary>Names of all sublayers in the order of the stream.</summary>
    public IReadOnlyList<string> Sublayers => [.. _gated.Map.Sublayers.Select(sublayer => sublayer.ToString())];

    /// <summary>Removals that clients trip over: none, the first attention, the last one, and neighbours in the middle
    /// of the model.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Removals
    {
        get
        {
            string[] attentions = [.. Sublayers.Where(name => name.EndsWith(".attn", StringComparison.Ordinal))];
            int middle = Sublayers.Count / 2;
            return [[], [attentions[0]], [attentions[^1]], [.. Sublayers.Skip(middle - 2).Take(4)]];
        }
    }

    /// <summary>Writes a pruned folder; it lives as long as this.</summary>
    /// <param name="removed">What goes; none gives the dense folder itself.</param>
    /// <param name="keepsCacheIndices">Whether caches keep their numbers, with gaps.</param>
    /// <returns>The folder.</returns>
    public string Prune(IReadOnlyList<string> removed, bool keepsCacheIndices = false)
    {
        if (removed.Count == 0)
        {
            return Path;
        }

        string folder =
            _folder.Combine($"without {string.Join(' ', removed)}{(keepsCacheIndices ? ", with gaps" : "")}");
        return Directory.Exists(folder) ? folder : PruneRun.Execute(
            new PruneOptions
            {
                Model = Path,
                Budget = new RemovalListBudget(removed),
                Output = new() { Path = folder, KeepCacheIndices = keepsCacheIndices },
            }, new Silence(), NullLogger.Instance, CancellationToken.None).Output!;
    }

    /// <summary>The tokens that follow a prompt, always the likeliest one, by our own decode loop on the gated source,
    /// with cache.</summary>
    /// <param name="removed">Whose gates are closed.</param>
    /// <param name="prompt">Token ids, at least 1.</param>
    /// <param name="count">Tokens to write, at least 1; no end token ends it.</param>
    public int[] Continue(IReadOnlyList<string> removed, int[] prompt, int count)
    {
        _gated.Reset();
        _gated.Closed = removed.Select(SublayerName.Parse).ToHashSet();
        int[] written = new int[count];
        int[] next = prompt;
        for (int i = 0; i < count; i++)
        {
            float[] logits = _gated.Append(next);
            written[i] = Array.IndexOf(logits, logits.Max());
            next = [written[i]];
        }

        return written;
    }

    public void Dispose()
    {
        _gated.Dispose();
        _folder.Dispose();
    }
}
