using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>The products of a sublayer that read one normed stream, such as queries, keys and values.</summary>
/// <param name="Activations">The normed stream.</param>
/// <param name="Layers">The products whose weights are float numbers; none where all are quantised.</param>
/// <param name="Gain">The initializer that the norm multiplies its elements by; null where nobody tells, another norm
/// has the same, or the norm adds something too.</param>
internal sealed record InputGroup(Value Activations, IReadOnlyList<LinearLayer> Layers, Value? Gain)
{
    private const int GainInput = 1;
    private const int ShiftInput = 2;

    private static readonly HashSet<string> Norms =
        ["LayerNormalization", "SimplifiedLayerNormalization", "RMSNormalization"];

    /// <summary>Puts products together that read the same.</summary>
    /// <param name="products">Products with weights.</param>
    public static IReadOnlyList<InputGroup> Group(IEnumerable<Node> products) =>
        [.. products.Where(product => product.Inputs[0] is not null)
            .GroupBy(product => ActivationsOf(product.Inputs[0]!))
            .Select(group => new InputGroup(
                group.Key, [.. group.Select(LinearLayer.TryRead).OfType<LinearLayer>()], FindGain(group.Key)))];

    /// <summary>What is rounded to 8 bits for a product.</summary>
    private static Value ActivationsOf(Value input) =>
        input.Producer is { OpType: "DynamicQuantizeLinear" } rounding ? rounding.Inputs[0]! : input;

    private static Value? FindGain(Value normed)
    {
        Value? gain = normed.Producer switch
        {
            // What a norm adds would need the same factor.
            { } norm when Norms.Contains(norm.OpType) && norm.Inputs.ElementAtOrDefault(ShiftInput) is null =>
                norm.Inputs[GainInput],
            { Domain: "", OpType: "Mul" } product => product.Inputs.SingleOrDefault(
                input => Constants.TensorOf(input) is { Dimensions.Count: 1 }),
            _ => null,
        };
        return gain is { Initializer: { Dimensions.Count: 1 } tensor } && ElementTypes.IsFloat(tensor.ElementType)
            && LinearLayer.IsOwn(gain) ? gain : null;
    }
}
