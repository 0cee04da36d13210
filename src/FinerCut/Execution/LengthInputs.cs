using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Inputs that tell operators how many tokens there are, found by who reads them.</summary>
internal static class LengthInputs
{
    private static readonly HashSet<string> Views = ["Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Expand"];

    /// <summary>Makes the length that an input wants, in the shape that it declares: a single number, or one for each
    /// sequence.</summary>
    /// <returns>Null where the input is no length.</returns>
    public static OrtValue? Create(Value input, Call call)
    {
        if (NumberFor(input, call) is not { } number)
        {
            return null;
        }

        long[] shape = input.Type?.Dimensions is { } sizes
            ? [.. sizes.Select((size, axis) => size.Size ?? (axis == 0 ? call.Batch : 1))]
            : [call.Batch];
        double[] numbers = new double[shape.Aggregate(1L, (product, size) => product * size)];
        Array.Fill(numbers, number);
        return InputTensors.CreateTensor(input.Type?.ElementType ?? ElementType.Int64, numbers, shape);
    }

    /// <summary>Follows an input to an operator that knows lengths, also where a constant is added or taken away on the
    /// way.</summary>
    private static long? NumberFor(Value input, Call call)
    {
        Stack<(Value Value, long Offset)> open = new([(input, 0)]);
        HashSet<Value> seen = [];
        while (open.TryPop(out (Value Value, long Offset) step))
        {
            foreach (Use use in seen.Add(step.Value) ? step.Value.Uses : [])
            {
                if (WantedBy(use, call) is { } number)
                {
                    return number - step.Offset;
                }

                if (OffsetOf(use) is { } offset)
                {
                    open.Push((use.Node.Outputs[0]!, step.Offset + offset));
                }
            }
        }

        return null;
    }

    private static long? WantedBy(Use use, Call call) => (use.Node.OpType, use.Node.Domain, use.Index) switch
    {
        ("TensorScatter", _, 2) or ("MultiHeadAttention", _, 8) or ("Attention", not "", 6)
            or ("DecoderMaskedMultiHeadAttention", _, 7) or ("DecoderMaskedSelfAttention", _, 6) => call.Past,
        ("Attention", "", 6) or ("GroupQueryAttention", _, 6) => call.Total,
        ("GroupQueryAttention", _, 5) => call.Total - 1,
        _ => null,
    };

    /// <summary>What a node adds to the number that it hands on; null where it does something else with it.</summary>
    private static long? OffsetOf(Use use) => use.Node switch
    {
        { Domain: "" } node when use.Index == 0 && Views.Contains(node.OpType) => 0,
        { Domain: "", OpType: "Sub" } node when use.Index == 0 => -NumberOf(node.Inputs[1]),
        { Domain: "", OpType: "Add" } node => NumberOf(node.Inputs[1 - use.Index]),
        _ => null,
    };

    private static long? NumberOf(Value? value) =>
        value is not null && Constants.Integers(value) is [var number] ? number : null;
}
