using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;

namespace FinerCut.Decoders;

/// <summary>What was recognised in a model: the residual stream and its sublayers.</summary>
public sealed class DecoderMap
{
    /// <summary>Metadata key of the names of the sublayers that a pruned model still has.</summary>
    public const string SublayersKey = "finercut.sublayers";

    private DecoderMap(Model model, Value embedding, Value logits) => (Model, Embedding, Logits) = (model, embedding, logits);

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>The start of the residual stream: the rows that the token ids look up.</summary>
    public Value Embedding { get; }

    /// <summary>The input with the token ids, shape <c>[batch, tokens]</c>.</summary>
    public Value TokenInput => EmbeddingFinder.TokenInputOf(Embedding);

    /// <summary>The output with a score for every word, shape <c>[batch, tokens, vocabulary]</c>.</summary>
    public Value Logits { get; }

    /// <summary>The sublayers in the order of the stream.</summary>
    public IReadOnlyList<Sublayer> Sublayers { get; private set; } = [];

    /// <summary>What was seen and not understood, each with its reason.</summary>
    public IReadOnlyList<string> NotUnderstood { get; private set; } = [];

    /// <summary>Multiply-adds of one token from the end of the stream to the logits.</summary>
    public long HeadMultiplyAdds { get; private set; }

    /// <summary>Number of decoder layers that the sublayers are named after.</summary>
    public int Layers => Sublayers.Count == 0 ? 0 : Sublayers.Max(sublayer => sublayer.Name.Layer) + 1;

    /// <summary>The states that the model carries from call to call, in the order of its sublayers.</summary>
    public IEnumerable<Cache> Caches => Sublayers.SelectMany(sublayer => sublayer.Caches);

    /// <summary>Number of weights, in sublayers or not.</summary>
    public long Parameters => Model.Graph.Initializers.Sum(WeightFacts.Parameters);

    /// <summary>Size of all weights in bytes.</summary>
    public long SizeInBytes => Model.Graph.Initializers.Sum(value => value.Initializer!.SizeInBytes);

    /// <summary>The order of computation.</summary>
    internal IReadOnlyList<Node> Order { get; private set; } = [];

    /// <summary>Recognises the decoder in a model by following its data; reads no weights.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The map.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">There is no decoder in it; the message says what was looked for.</exception>
    public static DecoderMap Find(Model model)
    {
        Graph graph = model.Graph;
        IReadOnlyList<Node> order = TopologicalOrder.Of(graph);
        Value embedding = EmbeddingFinder.Find(order) ?? throw DecoderErrors.NoEmbedding(model.Path, string.Join(", ", graph.Inputs));
        FlowGraph flow = FlowGraph.From(embedding, order);
        Dictionary<Value, Value> pasts = PastsOf(graph);
        Value logits = FindLogits(graph, flow, pasts) ?? throw DecoderErrors.NoLogits(model.Path, string.Join(", ", graph.Outputs));
        IReadOnlyList<FlowPoint> stream = ResidualStream.Find(flow, flow.Find(logits)!);
        SublayerFinder finder = new(flow, order, pasts);
        List<Sublayer> sublayers = [.. stream.Zip(stream.Skip(1), (before, after) => ResidualFinder.Find(flow, before, after))
            .OfType<Residual>().SelectMany(finder.Find)];
        if (sublayers.Count == 0)
        {
            throw DecoderErrors.NoResiduals(model.Path, embedding.Name, logits.Name);
        }

        DecoderMap map = new(model, embedding, logits) { Order = order };
        map.Sublayers = RestoreNames(model, sublayers);
        map.NotUnderstood = [.. map.FindNotUnderstood(pasts)];
        map.HeadMultiplyAdds = ResidualStream.Before(flow.Find(logits)!, sublayers[^1].After)
            .Select(point => point.Producer).OfType<Node>().Distinct().Sum(WeightFacts.MultiplyAdds);
        return map;
    }

    /// <summary>Looks a sublayer up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where the model has none of this name.</returns>
    public Sublayer? FindSublayer(SublayerName name) => Sublayers.FirstOrDefault(sublayer => sublayer.Name == name);

    private static Dictionary<Value, Value> PastsOf(Graph graph)
    {
        Dictionary<Value, Value> pasts = [];
        foreach (Value output in graph.Outputs)
        {
            if (CacheFinder.PastOf(output) is { } past)
            {
                pasts[output] = past;
            }
        }

        return pasts;
    }

    private static Value? FindLogits(Graph graph, FlowGraph flow, Dictionary<Value, Value> pasts)
    {
        List<Value> candidates = [.. graph.Outputs.Where(output => flow.Find(output) is not null && !pasts.ContainsKey(output)
            && (output.Type is null || ElementTypes.IsFloat(output.Type.ElementType)))];
        return candidates.Find(output => output.Name == "logits") ?? candidates.MaxBy(output => flow.Find(output)!.Order);
    }

    /// <summary>A pruned model tells the names that its sublayers had in the dense one.</summary>
    private static List<Sublayer> RestoreNames(Model model, List<Sublayer> sublayers)
    {
        string[] names = model.FindMetadata(SublayersKey)?.Split(',') ?? [];
        List<SublayerName> parsed = [.. names.Where(name => SublayerName.TryParse(name, out _)).Select(SublayerName.Parse)];
        bool fits = parsed.Count == sublayers.Count && parsed.Zip(sublayers).All(pair => pair.First.Kind == pair.Second.Kind);
        return fits ? [.. sublayers.Zip(parsed, (sublayer, name) => sublayer.WithName(name))] : sublayers;
    }

    private IEnumerable<string> FindNotUnderstood(Dictionary<Value, Value> pasts)
    {
        HashSet<Value> owned = [.. Caches.Select(cache => cache.Present)];
        foreach (Value present in pasts.Keys.Where(present => !owned.Contains(present)))
        {
            yield return $"The cache output '{present.Name}' belongs to no recognised sublayer.";
        }

        foreach (Cache cache in Caches.Where(cache => cache.ShapeFor(1, 1) is null))
        {
            yield return $"The shape of the cache '{cache.Past.Name}' is not [batch, heads, length, head size].";
        }
    }
}
