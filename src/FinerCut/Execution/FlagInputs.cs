using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Inputs of one element that choose how a model works: whether there is a past, and how many of the last
/// logits to compute.</summary>
internal static class FlagInputs
{
    /// <summary>Whether an input is such a choice.</summary>
    public static bool Is(Value input) => IsKeptLogits(input) || IsPast(input);

    /// <summary>Makes the choice, in the shape that the input declares: whether there is a past; all logits, which
    /// clients ask for by 0.</summary>
    public static OrtValue? Create(Value input, Call call)
    {
        long[] shape = input.Type!.Dimensions is { } sizes ? [.. sizes.Select(_ => 1L)] : [1];
        return InputTensors.CreateTensor(
            input.Type.ElementType, [!IsKeptLogits(input) && call.Past > 0 ? 1 : 0], shape);
    }

    /// <summary>Whether an input says how many of the last logits to compute, 0 for all.</summary>
    public static bool IsKeptLogits(Value input) => IsSingle(input)
        && input.Type!.ElementType is ElementType.Int64 or ElementType.Int32 && HasWord(input, "logits_to_keep");

    private static bool IsPast(Value input) => IsSingle(input)
        && ((input.Type!.ElementType == ElementType.Bool && input.Uses.All(use => use.Node.OpType == "If"))
            || (input.Name.StartsWith("use_", StringComparison.OrdinalIgnoreCase)
                && (HasWord(input, "past") || HasWord(input, "cache"))));

    private static bool HasWord(Value input, string word) =>
        input.Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsSingle(Value input) => input.Type is { } type
        && (type.Dimensions is null || type.Dimensions.All(size => size.Size is null or 1));
}
