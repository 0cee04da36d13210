using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Graphs that a tool has compiled for a device: nodes that hold binaries in the place of operators.</summary>
internal static class CompiledGraph
{
    private const string Operator = "EPContext";
    private const string ProviderAttribute = "source";

    /// <summary>Refuses such a graph.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC2061: the graph is compiled, in whole or in
    /// part.</exception>
    public static void Refuse(Model model)
    {
        if (Find(model.Graph) is { } node)
        {
            throw DecoderErrors.Compiled(model.Path, node.Title, node.FindAttribute(ProviderAttribute)?.Text ?? "");
        }
    }

    private static Node? Find(Graph graph) => graph.Nodes.FirstOrDefault(node => node.OpType == Operator)
        ?? graph.Nodes.SelectMany(node => node.InnerGraphs).Select(Find).FirstOrDefault(found => found is not null);
}
