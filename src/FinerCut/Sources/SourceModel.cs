using FinerCut.Companions;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Search.Budgets;

namespace FinerCut.Sources;

/// <summary>A model that is understood in full and stays open until its pruned copy is written.</summary>
internal sealed class SourceModel : IDisposable
{
    private SourceModel(ModelFolder folder, Model model, SourceWatch watch, int sampleLength)
    {
        (Folder, Model, Watch, SampleLength) = (folder, model, watch, sampleLength);
        Files = SourceFileList.PathsOf(folder, model);
        Watch.Add(Files);
        Map = DecoderMap.Find(model);
        if (Map.NotUnderstood.Count > 0)
        {
            throw SourceErrors.NotSeparable(model.Path, string.Join(" ", Map.NotUnderstood));
        }

        InputObstacle.Refuse(Map);
        Companions = CompanionSet.Open(folder, model);
        Watch.Add(Companions.Paths);
        Names = [.. Map.Sublayers.Select(sublayer => sublayer.Name)];
        Dense = TotalsCounter.CountTotals(Map, sampleLength);
    }

    /// <summary>The files.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The graph; writing edits it.</summary>
    public Model Model { get; }

    /// <summary>Full paths of its files, the graph first, then its external data.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Notices when one of the files changes, or one that goes along.</summary>
    public SourceWatch Watch { get; }

    /// <summary>What was recognised in it.</summary>
    public DecoderMap Map { get; }

    /// <summary>What goes along with it.</summary>
    public CompanionSet Companions { get; }

    /// <summary>All sublayers in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Names { get; }

    /// <summary>Its size.</summary>
    public ModelTotals Dense { get; }

    /// <summary>Tokens in a sample, for the multiply-adds of attention.</summary>
    public int SampleLength { get; }

    /// <summary>Number of tokens that the model knows: of its logits, its configuration, else its embedding.</summary>
    public long? Vocabulary => VocabularySize.Find(Map, Folder);

    /// <summary>Opens a model.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <param name="sampleLength">Tokens in a sample.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It is missing, damaged, or not understood in
    /// full.</exception>
    public static SourceModel Open(string path, int sampleLength)
    {
        ModelFolder folder = ModelFolder.Find(path);
        SourceWatch watch = new(folder.SettingPaths.Prepend(folder.GraphPath));
        Model model = Model.Open(folder.GraphPath);
        try
        {
            return new SourceModel(folder, model, watch, sampleLength);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Closes the graph, and those that go along.</summary>
    public void Dispose()
    {
        Companions.Dispose();
        Model.Dispose();
    }
}
