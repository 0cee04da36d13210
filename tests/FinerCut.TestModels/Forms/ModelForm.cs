namespace FinerCut.TestModels.Forms;

/// <summary>A form that another tool leaves an exporter's model in; all compute the same.</summary>
public enum ModelForm
{
    /// <summary>Saved by a session of ONNX Runtime after its basic optimisations.</summary>
    SavedBasic,

    /// <summary>The same after the extended ones, which fuse operators.</summary>
    SavedExtended,

    /// <summary>The same after all of them.</summary>
    SavedAll,

    /// <summary>No node has a name, inner values have meaningless ones, and nothing is described.</summary>
    NamesStripped,

    /// <summary>The names of nodes and inner values are those of others, and some look like caches.</summary>
    NamesShuffled,

    /// <summary>Initializers are <c>Constant</c> nodes.</summary>
    ConstantNodes,

    /// <summary>The same with their bytes in a file beside the graph.</summary>
    ExternalConstantNodes,

    /// <summary><c>Constant</c> nodes are initializers, and every initializer is an input too, as files of old versions
    /// have it.</summary>
    InitializerInputs,

    /// <summary>Constants folded, no-operations and duplicates gone, of weights as of computations.</summary>
    Slimmed,

    /// <summary>Saved after all optimisations, then slimmed, then without names.</summary>
    SavedSlimmedStripped,

    /// <summary>Half precision, with casts at inputs and outputs, which keep their types.</summary>
    HalfPrecision,

    /// <summary>The last product of a branch adds the stream itself: <c>Gemm(branch, weights, stream)</c>.</summary>
    GemmResiduals,

    /// <summary>Token and position rows, their sum and the first norm in one
    /// <c>EmbedLayerNormalization</c>.</summary>
    FusedEmbedding,

    /// <summary><c>MatMulNBits</c> written as <c>DequantizeLinear</c> and <c>MatMul</c>.</summary>
    DequantizedWeights,

    /// <summary>The same saved by a session, which fuses the two again.</summary>
    SavedDequantizedWeights,

    /// <summary>Calls of functions, with weights inside them and one function that nothing calls.</summary>
    Functions,

    /// <summary>Float matrices are sparse initializers.</summary>
    SparseWeights,

    /// <summary><c>GroupQueryAttention</c> written as <c>MultiHeadAttention</c>, rotary embedding and repeated heads
    /// outside.</summary>
    MultiHeadAttention,

    /// <summary><c>GroupQueryAttention</c> written as the <c>Attention</c> of opset 23.</summary>
    OpsetAttention,

    /// <summary>The same of opset 24 with caches of fixed length that <c>TensorScatter</c> writes into.</summary>
    ScatteredCaches,

    /// <summary><c>GroupQueryAttention</c> and the product before it as ONNX Runtime's own <c>Attention</c>, keys and
    /// values in one cache.</summary>
    PackedCaches,

    /// <summary><c>GroupQueryAttention</c> written as <c>DecoderMaskedMultiHeadAttention</c>, which takes one token at
    /// a time.</summary>
    MaskedMultiHeadAttention,
}
