using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>What is computed of the embedding beside the stream, before the first sublayer, and read by later ones:
/// what a decoder tells each layer of the tokens themselves. It is no part of the stream, and comes out the same
/// whatever is removed.</summary>
internal static class EmbeddingSides
{
    /// <summary>The nodes that compute it.</summary>
    /// <param name="flow">The flow from the embedding.</param>
    /// <param name="first">The first sum that a sublayer adds to.</param>
    public static HashSet<Node> Find(FlowGraph flow, FlowPoint first)
    {
        HashSet<FlowPoint> before = ResidualStream.Before(first);
        HashSet<FlowPoint> after = [first];
        foreach (FlowPoint point in flow.Points.Where(point => point.Inputs.Exists(after.Contains)))
        {
            after.Add(point);
        }

        // Backwards, so that the readers of a point are known before the point itself.
        HashSet<FlowPoint> beside = [];
        foreach (FlowPoint point in flow.Points.Reverse()
            .Where(other => !before.Contains(other) && !after.Contains(other)))
        {
            if (point.Readers.Exists(reader => after.Contains(reader) || beside.Contains(reader)))
            {
                beside.Add(point);
            }
        }

        HashSet<Node> nodes = [.. beside.Select(point => point.Producer).OfType<Node>()];
        nodes.ExceptWith(before.Concat(after).Select(point => point.Producer).OfType<Node>());
        return nodes;
    }

    /// <summary>The values that depend on other look-ups of the tokens, such as tables with a part for each layer, and
    /// not on the stream.</summary>
    /// <param name="flow">The flow from the embedding, without the sides.</param>
    /// <param name="others">The rows of the other tables.</param>
    /// <param name="order">The order of computation.</param>
    public static HashSet<Value> ValuesOf(FlowGraph flow, IEnumerable<Value> others, IReadOnlyList<Node> order) =>
    [
        .. others.SelectMany(rows => FlowGraph.From(rows, order).Points).Select(point => point.Value).OfType<Value>()
            .Where(value => flow.Find(value) is null),
    ];
}
