using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Surgery;

/// <summary>Lets those who ask for the shape of the stream ask at its start, so that nobody needs another one's values
/// for it.</summary>
internal static class StreamShapes
{
    /// <summary>Lets everyone ask there, so that no stretch of the stream needs another one's values.</summary>
    /// <param name="map">What was recognised in the model, which is edited; it computes what it did.</param>
    public static void Link(DecoderMap map) => Link(map, _ => true);

    /// <summary>Lets those ask there whose question alone would keep nodes in the graph.</summary>
    /// <param name="map">What was recognised in the model before branches were taken out of its sums.</param>
    public static void Release(DecoderMap map)
    {
        HashSet<Node> needed = Needed(map.Graph);
        Link(map, value => value.Producer is { } producer && !needed.Contains(producer));
    }

    private static void Link(DecoderMap map, Func<Value, bool> isAsked)
    {
        Value start = map.Sublayers[0].Before.Value!;
        foreach (Value value in map.StreamLike.Where(value => value != start && isAsked(value)))
        {
            foreach (Use use in value.Uses.Where(StreamLikeness.AsksForShape).ToList())
            {
                use.Node.SetInput(use.Index, start);
            }
        }
    }

    /// <summary>The nodes whose numbers some output needs.</summary>
    private static HashSet<Node> Needed(Graph graph)
    {
        HashSet<Node> needed = [];
        Stack<Node> open = new(graph.Outputs.Select(output => output.Producer).OfType<Node>());
        while (open.TryPop(out Node? node))
        {
            if (!needed.Add(node) || node is { Domain: "", OpType: "Shape" or "Size" })
            {
                continue;
            }

            foreach (Node producer in NodeReads.ListValues(node).Select(value => value.Producer).OfType<Node>())
            {
                open.Push(producer);
            }
        }

        return needed;
    }
}
