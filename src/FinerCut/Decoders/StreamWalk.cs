namespace FinerCut.Decoders;

/// <summary>Follows the residual stream from the embedding to the logits, also where later branches look past a value
/// of it.</summary>
internal sealed class StreamWalk
{
    // Each sum that is looked past takes a walk of its own; no decoder has as many, a file made to take for ever may.
    private const int MostWalks = 1000;

    private readonly ResidualFinder _finder;
    private readonly List<Residual> _residuals = [];

    private StreamWalk(FlowGraph flow) => _finder = new ResidualFinder(flow);

    /// <summary>The additions of branches, in the order of the stream.</summary>
    public IReadOnlyList<Residual> Residuals => _residuals;

    /// <summary>Other additions in the stream.</summary>
    public IReadOnlyList<RejectedAddition> Rejected => _finder.Rejected;

    /// <summary>Those of them that mean that there is more than one stream.</summary>
    public IReadOnlyList<RejectedAddition> SeveralStreams => _finder.SeveralStreams;

    /// <summary>The values that every path from the embedding to the logits passes, in order: where the model can be
    /// cut in two.</summary>
    public required IReadOnlyList<FlowPoint> Dominators { get; init; }

    /// <summary>Whether the whole stream was followed.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>All values of the stream, those that some path goes round included.</summary>
    public HashSet<FlowPoint> Points { get; } = [];

    public static StreamWalk Along(FlowGraph flow, FlowPoint target)
    {
        StreamWalk walk = new(flow) { Dominators = ResidualStream.Find(flow.Root, target) };
        walk.Walk();
        return walk;
    }

    private void Walk()
    {
        Stack<(FlowPoint Before, FlowPoint After)> open = new();
        Add(open, Dominators);
        int walks = 0;
        while (open.TryPop(out (FlowPoint Before, FlowPoint After) step))
        {
            if (_finder.Find(step.Before, step.After, out FlowPoint? stream) is { } residual)
            {
                _residuals.Add(residual);
            }

            if (stream is null || stream == step.Before)
            {
                continue;
            }

            IsWhole &= ++walks <= MostWalks;
            Add(open, IsWhole ? ResidualStream.Find(step.Before, stream) : []);
        }

        _residuals.Sort((first, second) => first.After.Order.CompareTo(second.After.Order));
    }

    private void Add(Stack<(FlowPoint Before, FlowPoint After)> open, IReadOnlyList<FlowPoint> points)
    {
        Points.UnionWith(points);
        foreach ((FlowPoint before, FlowPoint after) in points.Zip(points.Skip(1)))
        {
            open.Push((before, after));
        }
    }
}
