using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Verification;

/// <summary>Tells how a model rounds what it computes, and thus how exactly two of them can be compared.</summary>
internal static class Rounding
{
    // One digit of the significand: half of one on either side.
    private const double OfHalf = 1.0 / (1 << 10);
    private const double OfBrain = 1.0 / (1 << 7);

    /// <summary>What rounding the logits themselves may add, relative to the largest: a model that computes in float32
    /// may give less.</summary>
    public static double OfLogits(DecoderMap map) => map.Logits.Type?.ElementType switch
    {
        ElementType.Float16 => OfHalf,
        ElementType.BFloat16 => OfBrain,
        _ => 0,
    };

    /// <summary>Half precision, of caches alone too, and activations or caches rounded to 8 bits: a change in the last
    /// digit flips roundings.</summary>
    public static bool IsNoisy(DecoderMap map) =>
        map.Caches.Any(cache => cache.Past.Type!.ElementType is not (ElementType.Float or ElementType.Double))
        || map.Model.Tensors.Any(tensor => tensor.ElementType is ElementType.Float16 or ElementType.BFloat16
            && tensor.ElementCount > 1)
        || map.Model.Graph.Nodes.Any(node => node.OpType.StartsWith("DynamicQuantize", StringComparison.Ordinal)
            || node.OpType is "MatMulInteger" or "MatMulIntegerToFloat"
            || (node.OpType == "MatMulNBits" && node.FindAttribute("accuracy_level")?.Int is 4));

    /// <summary>Static quantization: every activation is rounded with a scale of its own.</summary>
    public static bool IsOfAllActivations(Model model) =>
        model.Graph.Nodes.Any(node => node.OpType == "QuantizeLinear"
            || node.OpType.StartsWith("QLinear", StringComparison.Ordinal));
}
