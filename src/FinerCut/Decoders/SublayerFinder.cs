using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Makes sublayers of residuals: tells their kind and what belongs to each.</summary>
internal sealed class SublayerFinder(FlowGraph flow, IReadOnlyList<Node> order, IReadOnlyList<StateOutput> states)
{
    private readonly HashSet<StateOutput> _owned = [];
    private readonly Dictionary<Node, int> _place = order.Select((node, index) => (node, index))
        .ToDictionary(pair => pair.node, pair => pair.index);
    private HashSet<Node>? _live;
    private int _layer = -1;
    private SublayerKind _last = SublayerKind.Ffn;

    /// <summary>The values that have the shape of the stream: who asks for theirs can ask elsewhere.</summary>
    public required IReadOnlySet<Value> StreamLike { get; init; }

    /// <summary>What the configuration says of heads; asked only where a shape does not tell.</summary>
    public required Lazy<ConfiguredHeads> Heads { get; init; }

    /// <summary>Values that other tables say of the tokens.</summary>
    public required IReadOnlySet<Value> TokenValues { get; init; }

    /// <summary>The sublayers of one residual, attention first; branches of one kind are one sublayer.</summary>
    public IEnumerable<Sublayer> Find(Residual residual)
    {
        List<IGrouping<SublayerKind, Use>> groups =
            [.. residual.Branches.GroupBy(end => KindOf(residual, end)).OrderBy(group => group.Key)];
        _layer += IsNext(groups[0].Key) ? 1 : 0;
        _layer = Math.Max(_layer, 0);
        _last = groups[^1].Key;
        foreach (IGrouping<SublayerKind, Use> group in groups)
        {
            yield return Make(residual, new SublayerName(_layer, group.Key), [.. group]);
        }
    }

    private Sublayer Make(Residual residual, SublayerName name, IReadOnlyList<Use> ends)
    {
        HashSet<Node> flowing = [.. ends.SelectMany(end => NodesOf(residual, end))];
        List<StateOutput> carried = [.. states.Where(state => IsOf(state, flowing) && _owned.Add(state))];
        List<Node> nodes = OwnNodes(residual, ends, [.. carried.Select(state => state.Inner)]);
        // A product that adds the stream itself is the branch's last one, and stays in the graph only as long as the
        // branch.
        List<Node> working =
            [.. nodes, .. ends.Where(end => ResidualSum.IsProduct(end.Node) && end.Index == 0).Select(end => end.Node)];
        List<Value> weights = OwnWeights(working);
        Node? last = name.Kind == SublayerKind.Attention
            ? working.LastOrDefault(node => WeightFacts.MultiplyAdds(node) > 0)
            : null;
        return new Sublayer(name, residual.Before, residual.After)
        {
            BranchEnds = ends,
            StreamEnd = residual.Stream,
            Nodes = nodes,
            Initializers = [.. weights.Where(value => value.Initializer is not null)],
            Caches = [.. carried.Where(state => state.Past is not null)
                .Select(state => CacheOf(state, working))],
            Refusal = RefusalOf(carried, nodes, ends),
            Parameters = weights.Sum(WeightFacts.Parameters),
            SizeInBytes = weights.Sum(WeightFacts.SizeInBytes),
            WeightMultiplyAdds = working.Sum(WeightFacts.MultiplyAdds),
            // Scores and their sum over the values: each is a product of all heads' width with every position.
            MultiplyAddsPerPosition = last is null ? 0 : 2 * (WeightFacts.InputWidth(last) ?? 0),
        };
    }

    /// <summary>Whether a branch begins another layer: what works on each position alone follows in the same
    /// one.</summary>
    private bool IsNext(SublayerKind kind) => kind switch
    {
        SublayerKind.Ffn => _last is SublayerKind.Ffn or SublayerKind.Input,
        SublayerKind.Input => _last == SublayerKind.Input,
        _ => true,
    };

    private Cache CacheOf(StateOutput state, List<Node> branch)
    {
        long? headSize = state.IsFixed ? null : CacheFinder.HeadSizeOf(state.Past!, branch);
        Cache cache = new(state.Past!, state.Present, headSize, state.IsFixed);
        if (cache.ShapeFor(1, 1) is not null)
        {
            return cache;
        }

        (long? size, long? heads) = Heads.Value;
        return cache with { HeadSize = headSize ?? CacheFinder.Packed(state.Past!, size), Heads = heads };
    }

    /// <summary>Whether a branch multiplies by, or adds, what another table says of the tokens.</summary>
    private bool ReadsTokens(Residual residual, Use end) =>
        TokenValues.Count > 0
        && NodesOf(residual, end).SelectMany(node => node.Inputs).OfType<Value>().Any(TokenValues.Contains);

    private string? RefusalOf(List<StateOutput> states, List<Node> nodes, IReadOnlyList<Use> ends)
    {
        if (states.Count == 0)
        {
            return null;
        }

        _live ??= UpstreamOf(order[0].Graph.Outputs, stop: null);
        HashSet<Node> strangers = [.. _live.Except(nodes)];
        HashSet<Node> branch = UpstreamOf(
            ends.Select(end => end.Node.Inputs[end.Index]!).Concat(states.Select(state => state.Inner)), stop: null);
        return states.Select(state => SharedState.Refusal(state, strangers, branch))
            .FirstOrDefault(reason => reason is not null);
    }

    private SublayerKind KindOf(Residual residual, Use end)
    {
        IReadOnlyList<FlowPoint> points = [.. PointsOf(residual, end).OrderBy(point => point.Order)];
        SublayerKind kind = SublayerKinds.DetectKind(flow, points, states.Where(state => state.IsFixed));
        return kind == SublayerKind.Ffn && ReadsTokens(residual, end) ? SublayerKind.Input : kind;
    }

    private IEnumerable<FlowPoint> PointsOf(Residual residual, Use end) =>
        ResidualStream.Before(flow.FindInput(end.Node, end.Index)!, residual.Before)
            .Where(point => point.Order > residual.Before.Order && point.Producer is not null);

    private IEnumerable<Node> NodesOf(Residual residual, Use end) =>
        PointsOf(residual, end).Select(point => point.Producer!);

    /// <summary>Whether a branch computes a state on its way, or begins with it: the first branch that does owns the
    /// state.</summary>
    private static bool IsOf(
        StateOutput state,
        HashSet<Node> branch) => (CacheFinder.ComputerOf(state.Inner) is { } computer && branch.Contains(computer))
        || (state.Past is not null && Readers.FindReaders(state.Past)
            .Any(use => use.Node is not { Domain: "", OpType: "Shape" or "Size" } && branch.Contains(use.Node)));

    private List<Node> OwnNodes(Residual residual, IReadOnlyList<Use> ends, IReadOnlyList<Value> presents)
    {
        HashSet<Use> exits = [.. ends];
        HashSet<Node> own = [];
        foreach (Node node in UpstreamOf(
            ends.Select(end => end.Node.Inputs[end.Index]!).Concat(presents),
            residual.Before.Producer).OrderByDescending(node => _place[node]))
        {
            bool isOwn = node.Outputs.OfType<Value>().All(output => (!output.IsGraphOutput || presents.Contains(output))
                && output.Uses.All(use => own.Contains(use.Node) || exits.Contains(use) || AsksElsewhere(use, output)));
            if (isOwn)
            {
                own.Add(node);
            }
        }

        return [.. own.OrderBy(node => _place[node])];
    }

    private bool AsksElsewhere(Use use, Value output) => StreamLike.Contains(output)
        && StreamLikeness.AsksForShape(use);

    /// <summary>Weights of own nodes, and of a fused norm before them that nobody else reads.</summary>
    private static List<Value> OwnWeights(List<Node> nodes)
    {
        HashSet<Node> own = [.. nodes];
        IEnumerable<Node> norms = nodes.SelectMany(node => node.Inputs).Select(value => value?.Producer).OfType<Node>()
            .Where(FusedNorm.Is).Where(norm => norm.Outputs[0]!.Uses.All(use => own.Contains(use.Node))).Distinct();
        HashSet<Node> readers = [.. own, .. norms];
        return [.. readers.SelectMany(node => node.Inputs).OfType<Value>().Distinct()
            .Where(value => Constants.IsWeight(value)
                && value.Uses.Where(IsHere).All(use => readers.Contains(use.Node) && !IsBranchBias(use)))];

        // The other branch of a merged decoder has the same weights and loses the same sublayers.
        bool IsHere(Use use) => use.Node.Graph == nodes[0].Graph;

        // A bias inside the fused addition is the end of the branch before it.
        static bool IsBranchBias(Use use) => FusedNorm.Is(use.Node) && use.Index == FusedNorm.BiasInput(use.Node);
    }

    private HashSet<Node> UpstreamOf(IEnumerable<Value> values, Node? stop)
    {
        HashSet<Node> seen = [];
        Stack<Node> open = new(values.Select(value => value.Producer).OfType<Node>());
        while (open.TryPop(out Node? node))
        {
            if (node != stop && _place.ContainsKey(node) && seen.Add(node))
            {
                foreach (Node producer in node.Inputs.Select(input => input?.Producer).OfType<Node>())
                {
                    open.Push(producer);
                }
            }
        }

        return seen;
    }
}
