using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the last state of a decoder from which the logits are an affine map, so that their distances follow
/// without them.</summary>
internal static class AffineEnd
{
    private const int RoundedActivations = 4;

    private static readonly HashSet<string> Products = ["MatMul", "FusedMatMul", "Gemm", "MatMulNBits"];

    private static readonly HashSet<string> Sums = ["Add", "Sub", "Mul", "Identity"];

    /// <summary>The input of the last product with weights; null where something other than scale and bias comes after
    /// it.</summary>
    public static Value? Find(Value logits)
    {
        Value value = logits;
        while (value.Producer is { } node)
        {
            if (Products.Contains(node.OpType))
            {
                return IsAffine(node) ? node.Inputs[0] : null;
            }

            List<Value> inputs = [.. node.Inputs.OfType<Value>().Where(input => !IsConstant(input))];
            bool isAffine = inputs.Count == 1
                && (Sums.Contains(node.OpType) || (node.OpType == "Div" && node.Inputs[0] == inputs[0]));
            if (!isAffine)
            {
                return null;
            }

            value = inputs[0];
        }

        return null;
    }

    private static bool IsAffine(Node node) => node.Inputs.Skip(1).OfType<Value>().All(IsConstant)
        && node.Inputs[0] is { } state && !IsConstant(state)
        && node.FindAttribute("transA")?.Int is null or 0
        && node.FindAttribute("accuracy_level")?.Int is not RoundedActivations;

    private static bool IsConstant(Value value)
    {
        Stack<Value> open = new([value]);
        HashSet<Value> seen = [];
        while (open.TryPop(out Value? next))
        {
            if (!seen.Add(next) || next.Initializer is not null)
            {
                continue;
            }

            if (next.IsGraphInput || next.Producer is null)
            {
                return false;
            }

            foreach (Value input in next.Producer.Inputs.OfType<Value>())
            {
                open.Push(input);
            }
        }

        return true;
    }
}
