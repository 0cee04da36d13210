using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>What a decoder tells its layers of the tokens themselves, beside the stream: rows of tables other than
/// the embedding, mixed with what is computed of the embedding before the first sublayer.</summary>
internal sealed class EmbeddingSides
{
    private readonly FlowGraph _flow;
    private readonly FlowPoint _first;
    private readonly HashSet<FlowPoint> _stream;
    private readonly HashSet<FlowPoint> _after;

    /// <param name="flow">The flow from the embedding.</param>
    /// <param name="first">The first place where a sublayer adds to the stream.</param>
    /// <param name="others">The rows of the other tables.</param>
    /// <param name="order">The order of computation.</param>
    public EmbeddingSides(FlowGraph flow, Residual first, IEnumerable<Value> others, IReadOnlyList<Node> order)
    {
        (_flow, _first) = (flow, first.After);
        _stream = ResidualStream.Before(flow.FindInput(first.Stream.Node, first.Stream.Index)!);
        _after = [first.After];
        foreach (FlowPoint point in flow.Points.Where(point => point.Inputs.Exists(_after.Contains)))
        {
            _after.Add(point);
        }

        HashSet<Value> values = [.. others];
        foreach (Node node in order.Where(node => NodeReads.ListValues(node).Any(values.Contains)))
        {
            values.UnionWith(node.Outputs.OfType<Value>()
                .Where(output => flow.Find(output) is not { } point || !IsStream(point)));
        }

        Values = values;
    }

    /// <summary>The values that depend on other tables, up to where they enter the stream.</summary>
    public IReadOnlySet<Value> Values { get; }

    /// <summary>The nodes that compute what later sublayers read: no part of the stream, and the same whatever is
    /// removed.</summary>
    public HashSet<Node> FindNodes()
    {
        HashSet<FlowPoint> beside = [];

        // Backwards, so that the readers of a point are known before the point itself.
        foreach (FlowPoint point in _flow.Points.Reverse().Where(point => !IsStream(point)))
        {
            bool isRead = point.Readers.Exists(reader => beside.Contains(reader) || IsLater(reader));
            bool isTold = point.Value is not null && Values.Contains(point.Value);
            if (isRead && (isTold || point.Readers.TrueForAll(beside.Contains)))
            {
                beside.Add(point);
            }
        }

        // What a sublayer mixes in is its own, even where others read that too.
        foreach (FlowPoint point in _flow.Points.Where(beside.Contains))
        {
            if (!point.Inputs.TrueForAll(input => _stream.Contains(input) || beside.Contains(input)))
            {
                beside.Remove(point);
            }
        }

        HashSet<Node> nodes = [.. beside.Select(point => point.Producer).OfType<Node>()];
        nodes.ExceptWith(_flow.Points.Where(IsStream).Select(point => point.Producer).OfType<Node>());
        return nodes;
    }

    private bool IsStream(FlowPoint point) => _stream.Contains(point) || _after.Contains(point);

    private bool IsLater(FlowPoint reader) => reader != _first && _after.Contains(reader);
}
