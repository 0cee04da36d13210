using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>Inputs that tell operators how many tokens there are, found by who reads them.</summary>
internal static class LengthInputs
{
    /// <summary>The number that an input wants; null where it is no such input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="past">Tokens of the calls before.</param>
    /// <param name="total">These and the tokens of this call.</param>
    public static long? NumberFor(Value input, long past, long total) => Readers.Of(input).Select(use => (use.Node.OpType, use.Node.Domain, use.Index) switch
    {
        ("TensorScatter", _, 2) or ("MultiHeadAttention", _, 8) or ("Attention", not "", 6)
            or ("DecoderMaskedMultiHeadAttention", _, 7) or ("DecoderMaskedSelfAttention", _, 6) => past,
        ("Attention", "", 6) or ("GroupQueryAttention", _, 6) => total,
        ("GroupQueryAttention", _, 5) => total - 1,
        _ => (long?)null,
    }).FirstOrDefault(number => number is not null);
}
