using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>One state that a sublayer carries from call to call: keys, values, or what a convolution or recurrence keeps.</summary>
/// <param name="Past">The input that brings it, such as <c>past_key_values.3.key</c>.</param>
/// <param name="Present">The output that hands it on, such as <c>present.3.key</c>.</param>
/// <param name="HeadSize">Numbers per head; null where neither shape nor weights tell, and for states of fixed size.</param>
/// <param name="IsFixed">Whether the state keeps its size however many tokens come; false for keys and values, the usual kind.</param>
public sealed record Cache(Value Past, Value Present, long? HeadSize, bool IsFixed = false)
{
    private const int Axes = 4;
    private const long LargestSize = 1 << 24;

    /// <summary>Bytes that one token of one sequence takes; 0 for a state of fixed size and where the shape does not tell.</summary>
    public long BytesPerToken => !IsFixed && ShapeFor(batch: 1, length: 1) is { } shape
        ? shape.Aggregate(1L, (product, size) => product * size) * ElementTypes.BitsOf(Past.Type!.ElementType) / 8
        : 0;

    /// <summary>The length that an empty state must have: 0, the window where the model slides within a buffer, or the length of a buffer that
    /// new tokens are written into.</summary>
    public long EmptyLength => (IsBuffer ? FromEnd(2)?.Size : null)
        ?? Readers.Of(Past).Select(use => use.Node).FirstOrDefault(node => node.FindAttribute("sliding_window_cache")?.Int == 1)?.FindAttribute("local_window_size")?.Int ?? 0;

    /// <summary>Whether it has room for tokens to come, and every call returns it whole.</summary>
    private bool IsBuffer => Readers.Of(Past).Any(use => use.Node.OpType is "TensorScatter" or "ScatterND" or "ScatterElements" or "DecoderMaskedMultiHeadAttention" or "DecoderMaskedSelfAttention"
        || use.Node.FindAttribute("past_present_share_buffer")?.Int == 1);

    /// <summary>The shape of the state for some sequences.</summary>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="length">Tokens in the cache.</param>
    /// <returns>Shape <c>[batch, heads, length, head size]</c>, with a 2 in front where keys and values are one, of a fixed state the declared
    /// one; null where the model does not tell it.</returns>
    public IReadOnlyList<long>? ShapeFor(long batch, long length)
    {
        if (IsFixed)
        {
            return [batch, .. Past.Type!.Dimensions!.Skip(1).Select(dimension => dimension.Size!.Value)];
        }

        if (!IsPacked && Past.Type?.Dimensions is not { Count: Axes })
        {
            return null;
        }

        (long? heads, long? width) = (FromEnd(3)?.Size, FromEnd(1)?.Size ?? HeadSize);
        bool isSound = heads is > 0 and <= LargestSize && width is > 0 and <= LargestSize && (FromEnd(2)?.Size is null || (IsBuffer && EmptyLength is > 0 and <= LargestSize));
        return !isSound ? null : IsPacked ? [2, batch, heads!.Value, length, width!.Value] : [batch, heads!.Value, length, width!.Value];
    }

    private bool IsPacked => Past.Type?.Dimensions is { Count: Axes + 1 } dimensions && dimensions[0].Size == 2;

    private Dimension? FromEnd(int place) => Past.Type?.Dimensions is { } dimensions && dimensions.Count >= place ? dimensions[^place] : null;
}
