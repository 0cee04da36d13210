using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>One state that a sublayer carries from call to call: keys, values, or what a convolution or recurrence
/// keeps.</summary>
/// <param name="Past">The input that brings it, such as <c>past_key_values.3.key</c>.</param>
/// <param name="Present">The output that hands it on, such as <c>present.3.key</c>.</param>
/// <param name="HeadSize">Numbers per head, bytes where two of them share one; null where neither shape, weights nor
/// configuration tell, and for states of fixed size.</param>
/// <param name="IsFixed">Whether the state keeps its size however many tokens come; false for keys and values, the
/// usual kind.</param>
public sealed record Cache(Value Past, Value Present, long? HeadSize, bool IsFixed = false)
{
    private const int Axes = 4;
    private const long LargestSize = 1 << 24;

    /// <summary>Key-value heads where the shape does not fix them; null where the configuration does not tell
    /// either.</summary>
    public long? Heads { get; init; }

    /// <summary>Bytes that one token of one sequence takes; 0 for a state of fixed size and where the shape does not
    /// tell.</summary>
    public long BytesPerToken => !IsFixed && ShapeFor(batch: 1, length: 1) is { } shape
        ? shape.Aggregate(1L, (product, size) => product * size) * ElementTypes.BitsOf(Past.Type!.ElementType) / 8
        : 0;

    /// <summary>The length that an empty state must have: 0, the window where the model slides within a buffer, or the
    /// length of a buffer that new tokens are written into.</summary>
    public long EmptyLength => BufferLength
        ?? Readers.FindReaders(Past).Select(use => use.Node).FirstOrDefault(node =>
            node.FindAttribute("sliding_window_cache")?.Int == 1)?.FindAttribute("local_window_size")?.Int ?? 0;

    /// <summary>Tokens that it has room for, where every call returns it whole; null where it grows.</summary>
    public long? BufferLength => IsBuffer && LengthAxis is { } axis ? Past.Type!.Dimensions![axis].Size : null;

    /// <summary>Whether it has room for tokens to come, and every call returns it whole.</summary>
    private bool IsBuffer => Readers.FindReaders(Past).Any(use => use.Node.OpType is "TensorScatter" or "ScatterND"
        or "ScatterElements" or "DecoderMaskedMultiHeadAttention" or "DecoderMaskedSelfAttention"
        || use.Node.FindAttribute("past_present_share_buffer")?.Int == 1);

    private bool IsPacked => Past.Type?.Dimensions is { Count: Axes + 1 } dimensions && dimensions[0].Size == 2;

    private int BatchAxis => IsPacked ? 1 : 0;

    /// <summary>The axis that grows with the tokens; null where nothing tells it.</summary>
    private int? LengthAxis => Past.Type?.Dimensions is not { } dimensions ? null
        : CacheAxis.Find(Past) is { } axis ? axis
        : IsPacked || dimensions.Count == Axes ? dimensions.Count - 2 : null;

    /// <summary>The shape of the state for some sequences.</summary>
    /// <param name="batch">Number of sequences.</param>
    /// <param name="length">Tokens in the cache.</param>
    /// <returns>Shape <c>[batch, heads, length, head size]</c> or <c>[batch, length, width]</c>, with a 2 in front
    /// where keys and values are one, of a fixed state the declared one; null where the model does not tell
    /// it.</returns>
    public IReadOnlyList<long>? ShapeFor(long batch, long length)
    {
        if (IsFixed)
        {
            return [batch, .. Past.Type!.Dimensions!.Skip(1).Select(dimension => dimension.Size!.Value)];
        }

        if (LengthAxis is not { } axis || axis <= BatchAxis)
        {
            return null;
        }

        IReadOnlyList<Dimension> dimensions = Past.Type!.Dimensions!;
        long?[] shape = [.. dimensions.Select(
            (dimension, index) => index == axis ? length : index == BatchAxis ? batch : SizeOf(dimension, index))];
        bool isSound = shape.Index()
            .All(size => size.Index == axis || size.Index == BatchAxis || size.Item is > 0 and <= LargestSize)
            && (dimensions[axis].Size is null || BufferLength is > 0 and <= LargestSize);
        return isSound ? [.. shape.Select(size => size!.Value)] : null;
    }

    private long? SizeOf(Dimension dimension, int index) =>
        dimension.Size ?? (index == Past.Type!.Dimensions!.Count - 1 ? HeadSize : Heads);
}
