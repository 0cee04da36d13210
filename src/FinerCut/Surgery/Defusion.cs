using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Splits fused norms into an addition and a plain norm, so that the stream can be cut after every addition.</summary>
internal static class Defusion
{
    public static void Apply(DecoderMap map)
    {
        Graph graph = map.Graph;
        HashSet<Use> streams = [.. map.Sublayers.Select(sublayer => sublayer.StreamEnd)];
        int number = 0;
        foreach (Node norm in graph.Nodes.Where(FusedNorm.Is).ToList())
        {
            Split(graph, norm, streamIndex: streams.Contains(new Use(norm, 1)) ? 1 : 0, $"finercut.sum.{number++}");
        }
    }

    private static void Split(Graph graph, Node norm, int streamIndex, string name)
    {
        Value? branch = norm.Inputs[1 - streamIndex];
        if (norm.Inputs.ElementAtOrDefault(FusedNorm.BiasInput(norm)) is { } bias)
        {
            // The bias is the end of the branch, and goes with it.
            branch = graph.InsertBefore(norm, "Add", [branch, bias], name + ".bias").Outputs[0];
        }

        Node sum = graph.InsertBefore(norm, "Add", [norm.Inputs[streamIndex], branch], name);
        if (FusedNorm.Sum(norm) is { } named)
        {
            sum.TakeOutput(0, named);
        }

        FusedNorm.Split(norm, sum.Outputs[0]!);
    }
}
