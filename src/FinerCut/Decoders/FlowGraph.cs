using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>How data flows from one value through a graph: what depends on numbers in it, not merely on its
/// shape.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<Value, FlowPoint> _points = [];
    private readonly Dictionary<Node, FlowPoint> _unnamedSums = [];
    private readonly List<FlowPoint> _order = [];

    private FlowGraph(Value root) => Root = NewPoint(null, root);

    public FlowPoint Root { get; }

    /// <summary>All values that depend on the root, in topological order.</summary>
    public IReadOnlyList<FlowPoint> Points => _order;

    /// <summary>Follows data.</summary>
    /// <param name="root">Where the flow starts.</param>
    /// <param name="order">The order of computation.</param>
    /// <param name="sides">Nodes that the flow leaves aside.</param>
    public static FlowGraph From(Value root, IReadOnlyList<Node> order, IReadOnlySet<Node>? sides = null)
    {
        FlowGraph flow = new(root);
        foreach (Node node in sides is null ? order : order.Where(node => !sides.Contains(node)))
        {
            flow.Add(node);
        }

        return flow;
    }

    /// <summary>The point of a value; null where it does not depend on the root.</summary>
    public FlowPoint? Find(Value? value) => value is null ? null : _points.GetValueOrDefault(value);

    /// <summary>The sum inside a fused norm, named or not.</summary>
    public FlowPoint? FindSum(Node fusedNorm) =>
        Find(FusedNorm.Sum(fusedNorm)) ?? _unnamedSums.GetValueOrDefault(fusedNorm);

    /// <summary>The point that an input of a node reads, as a summand or otherwise.</summary>
    public FlowPoint? FindInput(Node node, int index) => Find(node.Inputs[index]);

    private void Add(Node node)
    {
        if (node is { Domain: "", OpType: "Shape" or "Size" })
        {
            return;
        }

        // A fused embedding gives the stream and, from it, what the first sublayers read.
        List<FlowPoint> inputs = node == Root.Value!.Producer
            ? [Root]
            : [.. NodeReads.ListValues(node).Select(Find).OfType<FlowPoint>().Distinct()];
        if (inputs.Count == 0)
        {
            return;
        }

        if (FusedNorm.Is(node))
        {
            FlowPoint sum = NewPoint(node, FusedNorm.Sum(node));
            Connect(inputs, sum);
            inputs = [sum];
        }

        foreach (Value output in node.Outputs.OfType<Value>().Where(output => !_points.ContainsKey(output)))
        {
            Connect(inputs, NewPoint(node, output));
        }
    }

    private static void Connect(List<FlowPoint> inputs, FlowPoint point)
    {
        point.Inputs.AddRange(inputs);
        foreach (FlowPoint input in inputs)
        {
            input.Readers.Add(point);
        }
    }

    private FlowPoint NewPoint(Node? producer, Value? value)
    {
        FlowPoint point = new(_order.Count, producer, value);
        _order.Add(point);
        if (value is not null)
        {
            _points[value] = point;
        }
        else
        {
            _unnamedSums[producer!] = point;
        }

        return point;
    }
}
