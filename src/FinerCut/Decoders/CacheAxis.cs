using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the axis of a cache along which new tokens are put, by the node that puts them there.</summary>
internal static class CacheAxis
{
    private const int LastButOne = -2;

    /// <summary>The axis.</summary>
    /// <returns>Null where no node with an axis reads the cache as it is, as in attention operators, whose axis is
    /// fixed.</returns>
    public static int? Find(Value past)
    {
        int rank = past.Type?.Dimensions?.Count ?? 0;
        Stack<Value> open = new([past]);
        while (open.TryPop(out Value? value))
        {
            foreach (Use use in value.Uses.Where(use => use.Node.Domain.Length == 0))
            {
                if (use.Node.OpType is "Cast" or "Identity" or "DequantizeLinear" && use.Index == 0)
                {
                    open.Push(use.Node.Outputs[0]!);
                }
                else if (AxisOf(use) is { } axis && axis + (axis < 0 ? rank : 0) is >= 0 and var found && found < rank)
                {
                    return (int)found;
                }
            }
        }

        return null;
    }

    private static long? AxisOf(Use use) => use.Node.OpType switch
    {
        "Concat" => use.Node.FindAttribute("axis")?.Int,
        "TensorScatter" when use.Index == 0 => use.Node.FindAttribute("axis")?.Int ?? LastButOne,
        _ => null,
    };
}
