using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;

namespace FinerCut.Tests.Surgery;

/// <summary>A graph before and after a removal, as text.</summary>
internal sealed class PrunedGraph
{
    private PrunedGraph(string before, string after) => (Before, After) = (Lines(before), Lines(after));

    public IReadOnlyList<string> Before { get; }

    public IReadOnlyList<string> After { get; }

    /// <summary>The lines that went, without order.</summary>
    public IReadOnlyList<string> Gone => [.. Before.Except(After)];

    /// <summary>The lines that came: parts that read or are called otherwise now.</summary>
    public IReadOnlyList<string> New => [.. After.Except(Before)];

    /// <summary>Removes sublayers and reads the graph from what was written.</summary>
    /// <param name="modelPath">The model.</param>
    /// <param name="folder">Where to write.</param>
    /// <param name="removed">Names of sublayers.</param>
    public static PrunedGraph Of(string modelPath, string folder, params IEnumerable<string> removed)
    {
        Directory.CreateDirectory(folder);
        using Model model = Model.Open(modelPath);
        string before = GraphPrinter.Print(model.Graph);
        SublayerRemoval.Apply(DecoderMap.Find(model), [.. removed.Select(SublayerName.Parse)]);
        string edited = GraphPrinter.Print(model.Graph);
        ModelWriter.Write(model, folder, "model.onnx", CancellationToken.None);
        using Model written = Model.Open(Path.Combine(folder, "model.onnx"));
        Assert.Equal(edited, GraphPrinter.Print(written.Graph));
        return new PrunedGraph(before, edited);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
