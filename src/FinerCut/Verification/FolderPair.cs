using FinerCut.Companions;
using FinerCut.Configurations;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Verification;

/// <summary>A pruned folder and the dense one that it was made from, both opened from disk.</summary>
internal sealed class FolderPair : IDisposable
{
    private readonly Model _dense;
    private readonly Model _pruned;
    private readonly List<(Model Dense, Model? Pruned)> _readers = [];

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
            CacheStep = Configurations.CacheStep.FindStep(dense, Dense);
            Companions = CompanionSet.Open(dense, _dense);
            foreach (Model reader in Companions.Readers)
            {
                string path = Path.Combine(pruned.Root, dense.NameOf(reader.Path));
                _readers.Add((reader, File.Exists(path) ? Model.Open(path) : null));
            }
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

    /// <summary>What goes along with the dense model.</summary>
    public CompanionSet Companions { get; }

    /// <summary>Other graphs that read data files of the model, in the dense folder and in the pruned one; null where
    /// it is missing there.</summary>
    public IReadOnlyList<(Model Dense, Model? Pruned)> Readers => _readers;

    /// <summary>The step by which clients count the caches.</summary>
    public int CacheStep { get; }

    /// <summary>The sublayers that the pruned model no longer has, in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Removed => [
        .. Dense.Sublayers.Select(sublayer => sublayer.Name).Except(Pruned.Sublayers.Select(sublayer => sublayer.Name))
    ];

    /// <summary>The sublayers of the dense model that the pruned one still has.</summary>
    public IReadOnlyList<Sublayer> Kept =>
        [.. Dense.Sublayers.Where(sublayer => Pruned.FindSublayer(sublayer.Name) is not null)];

    /// <summary>Whether caches keep the numbers that they had, with gaps: what the file says of itself, else what its
    /// names say.</summary>
    public bool KeepsCacheIndices => Dense.Caches.Any()
        && (PlanMetadata.Find(_pruned)?.Settings.KeepCacheIndices ?? HasGaps());

    /// <summary>The layers that the configuration has to speak of.</summary>
    public LayerSelection Layers
    {
        get
        {
            return KeepsCacheIndices ? LayerSelection.Everything
                : LayerSelection.SelectLayers(
                    Dense.Sublayers, sublayer => Pruned.FindSublayer(sublayer.Name) is not null,
                    CacheStep);
        }
    }

    /// <summary>Opens both.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">One is missing, damaged, or no decoder.</exception>
    public static FolderPair Open(ModelFolder dense, ModelFolder pruned) => new(dense, pruned);

    /// <summary>Closes both.</summary>
    public void Dispose()
    {
        _readers.ForEach(reader => reader.Pruned?.Dispose());
        Companions?.Dispose();
        _dense.Dispose();
        _pruned?.Dispose();
    }

    private bool HasGaps()
    {
        HashSet<string> kept = [.. CacheNames.Expected(Kept, keepsIndices: true, CacheStep).Values];
        HashSet<string> renumbered = [.. CacheNames.Expected(Kept, keepsIndices: false, CacheStep).Values];
        return !kept.SetEquals(renumbered)
            && kept.SetEquals(Pruned.Caches.SelectMany(cache => new[] { cache.Past.Name, cache.Present.Name }));
    }
}
