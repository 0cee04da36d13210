using FinerCut.Configurations;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Verification;

/// <summary>A pruned folder and the dense one that it was made from, both opened from disk.</summary>
internal sealed class FolderPair : IDisposable
{
    private readonly Model _dense;
    private readonly Model _pruned;

    private FolderPair(ModelFolder dense, ModelFolder pruned)
    {
        (DenseFolder, PrunedFolder) = (dense, pruned);
        _dense = Model.Open(dense.GraphPath);
        try
        {
            _pruned = Model.Open(pruned.GraphPath);
        }
        catch
        {
            _dense.Dispose();
            throw;
        }

        try
        {
            (Dense, Pruned) = (DecoderMap.Find(_dense), DecoderMap.Find(_pruned));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The files of the dense model.</summary>
    public ModelFolder DenseFolder { get; }

    /// <summary>The files of the pruned model.</summary>
    public ModelFolder PrunedFolder { get; }

    /// <summary>What was recognised in the dense model.</summary>
    public DecoderMap Dense { get; }

    /// <summary>What was recognised in the pruned model.</summary>
    public DecoderMap Pruned { get; }

    /// <summary>The sublayers that the pruned model no longer has, in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Removed => [.. Dense.Sublayers.Select(sublayer => sublayer.Name).Except(Pruned.Sublayers.Select(sublayer => sublayer.Name))];

    /// <summary>The sublayers of the dense model that the pruned one still has.</summary>
    public IReadOnlyList<Sublayer> Kept => [.. Dense.Sublayers.Where(sublayer => Pruned.FindSublayer(sublayer.Name) is not null)];

    /// <summary>Whether caches keep the numbers that they had, with gaps: what the file says of itself, else what its names say.</summary>
    public bool KeepsCacheIndices => Dense.Caches.Any()
        && (_pruned.FindMetadata(ModelInspector.PlanKey) is { } plan ? PlanJson.Read(plan, _pruned.Path).Settings.KeepCacheIndices : HasGaps());

    /// <summary>The layers that the configuration has to speak of.</summary>
    public LayerSelection Layers
    {
        get
        {
            bool keepsIndices = KeepsCacheIndices;
            return LayerSelection.Of(Dense.Sublayers, sublayer => keepsIndices || Pruned.FindSublayer(sublayer.Name) is not null);
        }
    }

    /// <summary>Opens both.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">One is missing, damaged, or no decoder.</exception>
    public static FolderPair Open(ModelFolder dense, ModelFolder pruned) => new(dense, pruned);

    /// <summary>Closes both.</summary>
    public void Dispose()
    {
        _dense.Dispose();
        _pruned?.Dispose();
    }

    private bool HasGaps()
    {
        HashSet<string> kept = [.. CacheNames.Expected(Kept, keepsIndices: true).Values];
        HashSet<string> renumbered = [.. CacheNames.Expected(Kept, keepsIndices: false).Values];
        return !kept.SetEquals(renumbered) && kept.SetEquals(Pruned.Caches.SelectMany(cache => new[] { cache.Past.Name, cache.Present.Name }));
    }
}
