using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Inputs that bring the two narrow matrices of a low-rank adapter (LoRA): a product with the first is
/// multiplied by the second.</summary>
/// <remarks>Zeros in them leave the model as it is without an adapter.</remarks>
internal static class AdapterInputs
{
    private static readonly HashSet<string> Products = ["MatMul", "Gemm", "FusedMatMul"];

    private static readonly HashSet<string> Steps = ["Mul", "Cast", "Identity", "Dropout"];

    /// <summary>Whether an input is one of the two matrices.</summary>
    public static bool Is(Value input) => IsMatrix(input) && FactorsOf(input) is { Count: > 0 } uses
        && (uses.TrueForAll(use => PartnerAfter(use.Node) is not null)
            || uses.TrueForAll(use => PartnerBefore(use.Node) is not null));

    private static bool IsMatrix(Value? value) => value is { IsGraphInput: true, Type: { Dimensions.Count: >= 2 } type }
        && ElementTypes.IsFloat(type.ElementType);

    /// <summary>The uses as a factor of products; none where it is used otherwise too.</summary>
    private static List<Use> FactorsOf(Value input)
    {
        List<Use> uses = [.. Readers.FindReaders(input)];
        return uses.TrueForAll(use => use.Index == 1 && Products.Contains(use.Node.OpType)) ? uses : [];
    }

    private static Value? PartnerAfter(Node product)
    {
        Value value = product.Outputs[0]!;
        while (value.Uses is [{ Node: { } step }] && Steps.Contains(step.OpType))
        {
            value = step.Outputs[0]!;
        }

        return value.Uses is [{ Index: 0, Node: { } next }] && Products.Contains(next.OpType) ? MatrixOf(next) : null;
    }

    private static Value? PartnerBefore(Node product)
    {
        Value? value = product.Inputs[0];
        while (value?.Producer is { } step && Steps.Contains(step.OpType))
        {
            value = step.Inputs.FirstOrDefault(
                input => input?.Producer is not null && Constants.TensorOf(input) is null);
        }

        return value?.Producer is { } before && Products.Contains(before.OpType) ? MatrixOf(before) : null;
    }

    private static Value? MatrixOf(Node product)
    {
        Value? value = product.Inputs[1];
        while (value is { IsGraphInput: false, Producer: { } view }
            && view.OpType is "Cast" or "Identity" or "Transpose")
        {
            value = view.Inputs[0];
        }

        return IsMatrix(value) ? value : null;
    }
}
