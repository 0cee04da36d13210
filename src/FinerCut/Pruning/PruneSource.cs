using FinerCut.Companions;
using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Pruning;

/// <summary>A model that is understood in full and stays open until its pruned copy is written.</summary>
internal sealed class PruneSource : IDisposable
{
    private PruneSource(ModelFolder folder, Model model, int rowLength)
    {
        (Folder, Model, RowLength) = (folder, model, rowLength);
        Map = DecoderMap.Find(model);
        if (Map.NotUnderstood.Count > 0)
        {
            throw PruneErrors.NotSeparable(model.Path, string.Join(" ", Map.NotUnderstood));
        }

        InputObstacle.Refuse(Map);
        Companions = CompanionSet.Open(folder, model);
        Names = [.. Map.Sublayers.Select(sublayer => sublayer.Name)];
        Dense = TotalsCounter.Of(Map, rowLength);
    }

    /// <summary>The files.</summary>
    public ModelFolder Folder { get; }

    /// <summary>The graph; writing edits it.</summary>
    public Model Model { get; }

    /// <summary>What was recognised in it.</summary>
    public DecoderMap Map { get; }

    /// <summary>What goes along with it.</summary>
    public CompanionSet Companions { get; }

    /// <summary>All sublayers in the order of the stream.</summary>
    public IReadOnlyList<SublayerName> Names { get; }

    /// <summary>Its size.</summary>
    public ModelTotals Dense { get; }

    /// <summary>Tokens in a row, for the multiply-adds of attention.</summary>
    public int RowLength { get; }

    /// <summary>Number of words that the model knows: of its logits, its configuration, else its embedding.</summary>
    public long? Vocabulary => Pruner.VocabularyOf(Map, Folder);

    /// <summary>Opens a model.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <param name="rowLength">Tokens in a row.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It is missing, damaged, or not understood in full.</exception>
    public static PruneSource Open(string path, int rowLength)
    {
        ModelFolder folder = ModelFolder.Find(path);
        Model model = Model.Open(folder.GraphPath);
        try
        {
            return new PruneSource(folder, model, rowLength);
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
