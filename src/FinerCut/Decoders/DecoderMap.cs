using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>What was recognised in a model: the residual stream and its sublayers.</summary>
public sealed class DecoderMap
{
    /// <summary>Metadata key of the names of the sublayers that a pruned model still has.</summary>
    public const string SublayersKey = "finercut.sublayers";

    private DecoderMap(Model model, Value embedding, StateOutput logits) =>
        (Model, Embedding, Logits, InnerLogits) = (model, embedding, logits.Present, logits.Inner);

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The start of the residual stream: the rows that the token ids look up.</summary>
    public Value Embedding { get; }

    /// <summary>The input with the token ids, shape <c>[batch, tokens]</c>.</summary>
    public Value TokenInput => EmbeddingFinder.TokenInputOf(Embedding);

    /// <summary>The output with a score for every token, shape <c>[batch, tokens, vocabulary]</c>, or <c>[batch, 1,
    /// vocabulary]</c> of the last token alone; without a head the hidden states.</summary>
    public Value Logits { get; }

    /// <summary>Whether <see cref="Logits"/> are scores for tokens; false for an export that ends with hidden
    /// states.</summary>
    public bool HasHead { get; private set; }

    /// <summary>Whether <see cref="Logits"/> are probabilities, which a <c>Softmax</c> makes of logits.</summary>
    public bool GivesProbabilities => Head.GivesProbabilities(InnerLogits);

    /// <summary>Whether <see cref="Logits"/> are those of one position, the last one of a sound model.</summary>
    public bool IsOfOnePosition => Selection is not null;

    /// <summary>The sublayers in the order of the stream.</summary>
    public IReadOnlyList<Sublayer> Sublayers { get; private set; } = [];

    /// <summary>What was seen and not understood, each with its reason.</summary>
    public IReadOnlyList<string> NotUnderstood { get; private set; } = [];

    /// <summary>Additions between values of the stream that were not taken for the end of a sublayer, each with its
    /// reason.</summary>
    public IReadOnlyList<RejectedAddition> Rejected { get; private set; } = [];

    /// <summary>Multiply-adds of one token from the end of the stream to the logits.</summary>
    public long HeadMultiplyAdds { get; private set; }

    /// <summary>Number of decoder layers that the sublayers are named after.</summary>
    public int Layers => Sublayers.Count == 0 ? 0 : Sublayers.Max(sublayer => sublayer.Name.Layer) + 1;

    /// <summary>The states that the model carries from call to call, in the order of its sublayers.</summary>
    public IEnumerable<Cache> Caches => Sublayers.SelectMany(sublayer => sublayer.Caches);

    /// <summary>Number of weights, in sublayers or not.</summary>
    public long Parameters => Constants.WeightsOf(Model.Graph).Sum(WeightFacts.Parameters);

    /// <summary>Size of all weights in bytes.</summary>
    public long SizeInBytes => Constants.WeightsOf(Model.Graph).Sum(WeightFacts.SizeInBytes);

    /// <summary>The graph that computes: the model's own, or the branch of a merged decoder that takes
    /// caches.</summary>
    internal Graph Graph => InnerLogits.Graph;

    /// <summary>The logits in that graph.</summary>
    internal Value InnerLogits { get; }

    /// <summary>What takes one position out of all; null where the logits are those of all.</summary>
    internal PositionSelection? Selection { get; private set; }

    /// <summary>The other branches of a merged decoder, with the same sublayers.</summary>
    internal IReadOnlyList<DecoderMap> Twins { get; private set; } = [];

    /// <summary>Nodes that compute of the embedding what later sublayers read beside the stream.</summary>
    internal IReadOnlySet<Node> Sides { get; private set; } = new HashSet<Node>();

    /// <summary>The order of computation.</summary>
    internal IReadOnlyList<Node> Order { get; private set; } = [];

    /// <summary>The values that have the shape of the stream.</summary>
    internal IReadOnlySet<Value> StreamLike { get; private set; } = new HashSet<Value>();

    /// <summary>The values that every path from the embedding to the logits passes, in order.</summary>
    internal IReadOnlyList<FlowPoint> Dominators { get; private set; } = [];

    /// <summary>Recognises the decoder in a model by following its data; reads no weights.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The map.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">There is no decoder in it; the message says what was looked
    /// for.</exception>
    public static DecoderMap Find(Model model)
    {
        CompiledGraph.Refuse(model);
        if (MergedDecoder.Find(model.Graph) is not { } choice)
        {
            return Find(model, model.Graph, model.Graph.Outputs);
        }

        List<Value> outputs = [.. choice.Outputs.OfType<Value>()];
        List<DecoderMap> maps = [.. choice.InnerGraphs
            .Select(inner => Find(model, inner, outputs))
            .OrderByDescending(map => map.Caches.Count())];
        maps[0].Twins = [.. maps.Skip(1)];
        return maps.TrueForAll(map => map.Sublayers
            .Select(sublayer => sublayer.Name)
            .SequenceEqual(maps[0].Sublayers.Select(sublayer => sublayer.Name)))
            ? maps[0]
            : throw DecoderErrors.BranchesDiffer(model.Path, choice.Title);
    }

    /// <summary>Looks a sublayer up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where the model has none of this name.</returns>
    public Sublayer? FindSublayer(SublayerName name) => Sublayers.FirstOrDefault(sublayer => sublayer.Name == name);

    /// <summary>Refuses sublayers that something else needs.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC2011: one of them cannot be removed; the message says
    /// why.</exception>
    internal void EnsureRemovable(IEnumerable<SublayerName> names)
    {
        if (names.Select(FindSublayer)
            .FirstOrDefault(sublayer => sublayer?.Refusal is not null) is { Refusal: { } reason } refused)
        {
            throw DecoderErrors.NeededElsewhere(Model.Path, refused.Name.ToString(), reason);
        }
    }

    private static DecoderMap Find(Model model, Graph graph, IReadOnlyList<Value> outputs)
    {
        IReadOnlyList<Node> order = TopologicalOrder.SortNodes(graph);
        List<StateOutput> all = [
            .. graph.Outputs.Zip(outputs, (inner, output) => new StateOutput(inner, output, CacheFinder.PastOf(inner)))
        ];
        Value embedding = StreamEnds.FindStart(model, order, all);
        FlowGraph flow = FlowGraph.From(embedding, order);
        StateOutput logits = StreamEnds.FindLogits(all, flow)
            ?? throw DecoderErrors.NoLogits(model.Path, string.Join(", ", outputs));
        StreamWalk walk = StreamWalk.Along(flow, flow.Find(logits.Inner)!);
        List<Value> others =
            [.. EmbeddingFinder.Find(order).Where(EmbeddingFinder.HasVectors).Where(rows => rows != embedding)];
        EmbeddingSides? told =
            others.Count == 0 || walk.Residuals.Count == 0 ? null : new(flow, walk.Residuals[0], others, order);
        HashSet<Node> sides = SidesOf(ref flow, ref walk, order, told);
        StateFinder pairs = new(all, walk.Points);
        List<string> doubts = [.. walk.SeveralStreams.Select(addition => addition.Reason)];
        doubts.AddRange(
            pairs.Pair().Select(output => $"The output '{output.Present.Name}' may continue several inputs."));
        doubts.AddRange(walk.IsWhole ? [] : ["More layers look past the stream to earlier ones than can be followed."]);
        List<StateOutput> states = [
            .. pairs.Outputs.Where(output => output.Past is not null || (graph.Outer is not null && output != logits))
        ];
        HashSet<Value> alike = walk.Residuals is [{ Before.Value: { } start }, ..]
            ? StreamLikeness.Find(order, start, walk.Residuals)
            : [];
        SublayerFinder finder = new(flow, order, states)
        {
            StreamLike = alike,
            Heads = new Lazy<ConfiguredHeads>(() => ConfiguredHeads.Beside(model.Path)),
            TokenValues = told?.Values ?? new HashSet<Value>(),
        };
        List<Sublayer> sublayers = [.. walk.Residuals.SelectMany(finder.Find)];
        if (sublayers.Count == 0)
        {
            throw DecoderErrors.NoResiduals(model.Path, embedding.Name, logits.Present.Name, walk.Rejected);
        }

        DecoderMap map = new(model, embedding, logits)
        {
            Order = order,
            Sides = sides,
            Dominators = walk.Dominators,
            Rejected = [.. walk.Rejected, .. UnknownSegments.Around(walk)],
            Sublayers = RestoreNames(model, sublayers),
        };
        EnsureOnePresent(map);
        IEnumerable<string> unknown = UnknownSegments.Between(walk).Select(addition => addition.Reason);
        map.NotUnderstood = [.. doubts, .. unknown, .. map.FindNotUnderstood(states)];
        HashSet<FlowPoint> end = ResidualStream.Before(flow.Find(logits.Inner)!, sublayers[^1].After);
        List<Node> head = [.. end.Select(point => point.Producer).OfType<Node>().Distinct()];
        map.StreamLike = alike;
        map.HeadMultiplyAdds = head.Sum(WeightFacts.MultiplyAdds);
        map.HasHead = !Head.IsMissing(head, logits.Present, embedding);
        map.Selection = PositionSelection.Find(model, walk.Dominators, sublayers[^1].After);
        return map;
    }

    private static void EnsureOnePresent(DecoderMap map)
    {
        if (map.Caches.GroupBy(cache => cache.Past).FirstOrDefault(caches => caches.Count() > 1) is { } several)
        {
            string presents = string.Join(", ", several.Select(cache => $"'{cache.Present.Name}'"));
            throw DecoderErrors.SeveralPresents(map.Model.Path, several.Key.Name, presents);
        }
    }

    /// <summary>Leaves aside what is computed of the embedding beside the stream, if the same sublayers are found
    /// without it.</summary>
    private static HashSet<Node> SidesOf(
        ref FlowGraph flow, ref StreamWalk walk, IReadOnlyList<Node> order, EmbeddingSides? told)
    {
        HashSet<Node> sides = told is null || walk.SeveralStreams.Count > 0 ? [] : told.FindNodes();
        if (sides.Count == 0)
        {
            return [];
        }

        FlowGraph rest = FlowGraph.From(flow.Root.Value!, order, sides);
        StreamWalk again = StreamWalk.Along(rest, rest.Find(walk.Dominators[^1].Value)!);
        bool isSame = again.IsWhole && again.SeveralStreams.Count == 0
            && walk.Residuals.Select(EndsOf).SequenceEqual(again.Residuals.Select(EndsOf));
        (flow, walk) = isSame ? (rest, again) : (flow, walk);
        return isSame ? sides : [];

        static string EndsOf(Residual residual) =>
            string.Join(' ', residual.Branches.Prepend(residual.Stream).Select(use => $"{use.Node.Title}#{use.Index}"));
    }

    /// <summary>A pruned model tells the names that its sublayers had in the dense one.</summary>
    private static List<Sublayer> RestoreNames(Model model, List<Sublayer> sublayers)
    {
        string[] names = model.FindMetadata(SublayersKey)?.Split(',') ?? [];
        List<SublayerName> parsed =
            [.. names.Where(name => SublayerName.TryParse(name, out _)).Select(SublayerName.Parse)];
        bool fits = parsed.Count == sublayers.Count
            && parsed.Zip(sublayers).All(pair => pair.First.Kind == pair.Second.Kind);
        return fits ? [.. sublayers.Zip(parsed, (sublayer, name) => sublayer.WithName(name))] : sublayers;
    }

    private IEnumerable<string> FindNotUnderstood(IEnumerable<StateOutput> states)
    {
        HashSet<Value> owned = [.. Caches.Select(cache => cache.Present)];
        foreach (StateOutput state in states.Where(state => state.Past is not null && !owned.Contains(state.Present)))
        {
            yield return $"The cache output '{state.Present.Name}' belongs to no recognised sublayer.";
        }

        foreach (Cache cache in Caches.Where(cache => cache.ShapeFor(1, 1) is null))
        {
            yield return $"The shape of the cache '{cache.Past.Name}' is not [batch, heads, length, head size].";
        }
    }
}
