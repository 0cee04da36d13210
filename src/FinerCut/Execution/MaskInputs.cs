using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Inputs that say which tokens may look at which: of padding alone, or of the order of tokens too.</summary>
internal static class MaskInputs
{
    private static readonly HashSet<string> Views =
        ["Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Slice", "Transpose", "Gather", "Tile"];

    /// <summary>Whether an input is a mask, by its name or by the operator that reads it.</summary>
    public static bool Is(Value input) =>
        input.Name.Contains("mask", StringComparison.OrdinalIgnoreCase)
            || Readers.FindReaders(input).Any(IsMaskOfAttention);

    /// <summary>Makes a mask that hides nothing but later tokens, and what a buffer has room for beyond the last
    /// one.</summary>
    /// <param name="input">Element type and shape as declared: up to <c>[batch, keys]</c>, or <c>[batch, heads,
    /// queries, keys]</c>.</param>
    /// <param name="call">The call.</param>
    /// <returns>Null where its element type is none of a mask.</returns>
    public static OrtValue? Create(Value input, Call call)
    {
        IReadOnlyList<Dimension> sizes =
            input.Type?.Dimensions is { Count: > 0 } declared ? declared : [default, default];
        int keys = (int)(sizes[^1].Size ?? call.Total);
        int queries = sizes.Count < 3 ? 1
            : sizes[^2].Size is { } size && size != call.TokensPerCall ? (int)size : call.Tokens;
        bool hasOrder = sizes.Count > 2 && queries == call.Tokens;
        (double shown, double hidden) = IsAdded(input) ? (0, InputTensors.LowestOf(input.Type!.ElementType)) : (1d, 0d);
        double[] plane = new double[queries * keys];
        for (int i = 0; i < plane.Length; i++)
        {
            int last = hasOrder ? call.Past + (i / keys) : call.Total - 1;
            plane[i] = i % keys <= last ? shown : hidden;
        }

        long[] shape = ShapeOf(sizes, (call.Batch, queries, keys));
        int planes = (int)(shape.Aggregate(1L, (product, size) => product * size) / plane.Length);
        return InputTensors.CreateTensor(
            input.Type?.ElementType ?? ElementType.Int64,
            [.. Enumerable.Repeat(plane, planes).SelectMany(numbers => numbers)],
            shape);
    }

    /// <summary>Batch first, keys last, queries before them; what is between, such as heads, are 1 unless they are
    /// fixed.</summary>
    private static long[] ShapeOf(IReadOnlyList<Dimension> sizes, (int Batch, int Queries, int Keys) known) =>
    [
        .. sizes.Select((size, axis) => axis == sizes.Count - 1 ? known.Keys
            : axis == sizes.Count - 2 && sizes.Count > 2 ? known.Queries
            : size.Size ?? (axis == 0 ? known.Batch : 1)),
    ];

    /// <summary>Whether a float mask is added to scores, and does not say by 1 what may be looked at.</summary>
    private static bool IsAdded(Value input)
    {
        if (input.Type is not { } type || !ElementTypes.IsFloat(type.ElementType))
        {
            return false;
        }

        HashSet<Value> seen = [];
        Stack<Value> open = new([input]);
        while (open.TryPop(out Value? value))
        {
            foreach (Use use in seen.Add(value) ? value.Uses : [])
            {
                if (use.Node is { Domain: "", OpType: "Add" } || IsMaskOfAttention(use))
                {
                    return true;
                }

                if (use.Index == 0 && use.Node.Domain.Length == 0 && Views.Contains(use.Node.OpType))
                {
                    open.Push(use.Node.Outputs[0]!);
                }
            }
        }

        return false;
    }

    private static bool IsMaskOfAttention(Use use) => (use.Node.OpType, use.Node.Domain, use.Index)
        is ("Attention", "", 3) or ("Attention", not "", 5) or ("MultiHeadAttention", _, 5)
        or ("GroupQueryAttention", _, 10) or ("DecoderMaskedMultiHeadAttention", _, 4);
}
