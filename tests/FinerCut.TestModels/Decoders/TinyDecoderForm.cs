namespace FinerCut.TestModels.Decoders;

/// <summary>Which exporter a tiny decoder's graph follows.</summary>
public enum TinyDecoderForm
{
    /// <summary>Optimum: plain <c>Add</c> residuals, open-coded norms with the stream in their scope.</summary>
    OptimumLlama,

    /// <summary>ONNX Runtime GenAI's builder: residuals fused into Skip norms, <c>GroupQueryAttention</c> with packed
    /// q, k and v.</summary>
    GenAiLlama,
}
