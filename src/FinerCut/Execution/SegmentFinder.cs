using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Execution;

/// <summary>Cuts a decoder at its residual sums and tells what else each stretch needs.</summary>
internal sealed class SegmentFinder
{
    private readonly DecoderMap _map;
    private readonly HashSet<Value> _ofInputs = [];
    private readonly HashSet<Value> _ofStream = [];
    private readonly HashSet<Value> _cuts;

    /// <param name="map">A decoder whose residual sums all have names.</param>
    public SegmentFinder(DecoderMap map)
    {
        _map = map;
        List<List<Sublayer>> groups =
            [.. map.Sublayers.GroupBy(ExitOf).OrderBy(group => group.Key.Order).Select(group => group.ToList())];
        Start = groups[0][0].Before.Value!;
        List<Segment> segments = [];
        foreach (List<Sublayer> group in groups)
        {
            Value input = segments.Count == 0 ? Start : segments[^1].Output;
            Value output = ExitOf(group[0]).Value!;
            bool isOneSum = group.TrueForAll(sublayer => sublayer.After.Value == output);
            segments.Add(new Segment(segments.Count, input, output, isOneSum ? BypassOf(group) : null, group));
        }

        Segments = segments;
        _cuts = [Start, .. segments.Select(segment => segment.Output)];
        Classify();
    }

    /// <summary>The stream before the first sublayer.</summary>
    public Value Start { get; }

    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The values besides the stream that a stretch reads: computed before it starts, inputs of the model, or
    /// shapes.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It reads something that another stretch
    /// computes.</exception>
    public IReadOnlyList<Value> SideInputs(Value input, Value output, string name)
    {
        HashSet<Value> sides = [];
        HashSet<Value> seen = [];
        Stack<Value> open = new([output]);
        while (open.TryPop(out Value? value))
        {
            if (value == input || !seen.Add(value) || !_ofInputs.Contains(value))
            {
                continue;
            }

            if ((!_ofStream.Contains(value) && value != Start) || IsShapeFromElsewhere(value, input))
            {
                sides.Add(value);
                continue;
            }

            if (_cuts.Contains(value) && value != output)
            {
                throw DecoderErrors.CrossingValue(_map.Model.Path, value.Name, name);
            }

            foreach (Value read in NodeReads.ListValues(value.Producer!))
            {
                open.Push(read);
            }
        }

        return [.. sides];
    }

    /// <summary>Whether a value is the shape of something that another stretch computes: a shape is the same whichever
    /// sublayers are left out, so that it can be computed once, before all stretches.</summary>
    private bool IsShapeFromElsewhere(Value value, Value input)
    {
        if (value.Producer is not { Domain: "", OpType: "Shape" or "Size" } shape)
        {
            return false;
        }

        HashSet<Value> seen = [input];
        Stack<Value> open = new(shape.Inputs.OfType<Value>());
        while (open.TryPop(out Value? before))
        {
            if (!seen.Add(before) || (!_ofStream.Contains(before) && before != Start))
            {
                continue;
            }

            if (_cuts.Contains(before))
            {
                return true;
            }

            foreach (Value read in NodeReads.ListValues(before.Producer!))
            {
                open.Push(read);
            }
        }

        return false;
    }

    /// <summary>The first value from its sum on that every path passes.</summary>
    private FlowPoint ExitOf(Sublayer sublayer) =>
        _map.Dominators.First(dominator => dominator.Order >= sublayer.After.Order);

    private static Value BypassOf(List<Sublayer> group)
    {
        HashSet<Use> ends = [.. group.SelectMany(sublayer => sublayer.BranchEnds)];
        Node sum = group[0].After.Producer!;
        while (true)
        {
            // The side of the sum without branches is the stream, or an inner sum on the way to it.
            int index = Enumerable.Range(0, sum.Inputs.Count)
                .First(i => !ends.Contains(new Use(sum, i)) && !IsSumOf(ends, sum.Inputs[i]!.Producer));
            Value value = sum.Inputs[index]!;
            if (value.Producer is not { } inner || !ends.Any(end => end.Node == inner))
            {
                return value;
            }

            sum = inner;
        }
    }

    private static bool IsSumOf(HashSet<Use> ends, Node? node) => node is not null
        && ends.Any(end => end.Node == node)
        && Enumerable.Range(0, node.Inputs.Count)
            .All(i => ends.Contains(new Use(node, i)) || IsSumOf(ends, node.Inputs[i]?.Producer));

    private void Classify()
    {
        foreach (Node node in _map.Order)
        {
            List<Value> reads = [.. NodeReads.ListValues(node)];
            bool readsShapeOfStart = node is { Domain: "", OpType: "Shape" or "Size" } && node.Inputs[0] == Start;
            if (reads.Exists(value => _ofInputs.Contains(value) || value is { IsGraphInput: true, Initializer: null }))
            {
                _ofInputs.UnionWith(reads.Where(value => value is { IsGraphInput: true, Initializer: null }));
                _ofInputs.UnionWith(node.Outputs.OfType<Value>());
            }

            bool readsStream = reads.Exists(_ofStream.Contains) || (reads.Contains(Start) && !readsShapeOfStart);
            if (readsStream && !_map.Sides.Contains(node))
            {
                _ofStream.UnionWith(node.Outputs.OfType<Value>());
            }
        }
    }
}
