using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Half a decoder layer: a branch that reads the residual stream and adds to it.</summary>
public sealed class Sublayer
{
    internal Sublayer(SublayerName name, FlowPoint before, FlowPoint after) =>
        (Name, Before, After) = (name, before, after);

    /// <summary>Its name, such as <c>12.attn</c>.</summary>
    public SublayerName Name { get; }

    /// <summary>Attention, feed-forward, another mixer of positions, or what tells the layer of the tokens
    /// again.</summary>
    public SublayerKind Kind => Name.Kind;

    /// <summary>Where the branch enters the residual sum; several for a branch that is itself a sum, such as
    /// experts.</summary>
    public required IReadOnlyList<Use> BranchEnds { get; init; }

    /// <summary>Where the stream itself enters the residual sum.</summary>
    public required Use StreamEnd { get; init; }

    /// <summary>The nodes that nothing else needs, in topological order.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>The initializers that nothing else needs.</summary>
    public required IReadOnlyList<Value> Initializers { get; init; }

    /// <summary>The states that it carries from call to call.</summary>
    public required IReadOnlyList<Cache> Caches { get; init; }

    /// <summary>Why it cannot be removed, as a sentence; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>Number of its own weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Size of its own weights in bytes.</summary>
    public required long SizeInBytes { get; init; }

    /// <summary>Multiply-adds of one token in the products with weights.</summary>
    public required long WeightMultiplyAdds { get; init; }

    /// <summary>Multiply-adds of one token with each position it attends to; 0 for a feed-forward branch.</summary>
    public required long MultiplyAddsPerPosition { get; init; }

    /// <summary>Bytes of key-value cache per token and sequence.</summary>
    public long CacheBytesPerToken => Caches.Sum(cache => cache.BytesPerToken);

    /// <summary>Whether its residual addition is fused into the norm after it.</summary>
    public bool IsFused => BranchEnds.Any(end => FusedNorm.Is(end.Node));

    /// <summary>The stream that it reads.</summary>
    internal FlowPoint Before { get; }

    /// <summary>The stream after its addition.</summary>
    internal FlowPoint After { get; }

    /// <summary>Multiply-adds of one token in a sample.</summary>
    /// <param name="sampleLength">Tokens in the sample; each attends to all of them, as the runtime computes
    /// it.</param>
    /// <returns>Weights and attention scores.</returns>
    public long MultiplyAddsPerToken(long sampleLength) =>
        WeightMultiplyAdds + (MultiplyAddsPerPosition * sampleLength);

    internal Sublayer WithName(SublayerName name) => new(name, Before, After)
    {
        BranchEnds = BranchEnds,
        StreamEnd = StreamEnd,
        Nodes = Nodes,
        Initializers = Initializers,
        Caches = Caches,
        Refusal = Refusal,
        Parameters = Parameters,
        SizeInBytes = SizeInBytes,
        WeightMultiplyAdds = WeightMultiplyAdds,
        MultiplyAddsPerPosition = MultiplyAddsPerPosition,
    };

    /// <summary>Its name.</summary>
    /// <returns>Such as <c>12.attn</c>.</returns>
    public override string ToString() => Name.ToString();
}
