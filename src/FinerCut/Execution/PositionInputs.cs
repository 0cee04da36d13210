using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Inputs that number the tokens.</summary>
internal static class PositionInputs
{
    /// <summary>Whether an input holds positions, by its name or by the operator that reads it.</summary>
    public static bool Is(Value input) => input.Type?.ElementType is ElementType.Int64 or ElementType.Int32
        && (input.Name.Contains("position", StringComparison.OrdinalIgnoreCase)
            || Readers.FindReaders(input).Any(IsPositionOfOperator));

    /// <summary>Makes the positions of a call's tokens: text has the same one on each of several planes, such as time,
    /// height and width.</summary>
    /// <param name="input">Declared as <c>[tokens]</c>, <c>[batch, tokens]</c> or, with a fixed number of planes,
    /// <c>[planes, batch, tokens]</c>.</param>
    /// <param name="call">The call.</param>
    /// <returns>Null where it is declared as something else.</returns>
    public static OrtValue? Create(Value input, Call call)
    {
        double[] positions = [.. Enumerable.Range(call.Past, call.Tokens).Select(position => (double)position)];
        return input.Type!.Dimensions switch
        {
            [{ Size: var size }] when size is null || size == call.Tokens =>
                InputTensors.CreateTensor(input.Type.ElementType, positions, [call.Tokens]),
            null or [_, _] =>
                InputTensors.CreateTensor(input.Type.ElementType, call.ForAll(positions), [call.Batch, call.Tokens]),
            [{ Size: > 0 and var planes }, _, _] => InputTensors.CreateTensor(
                input.Type.ElementType,
                [.. Enumerable.Repeat(call.ForAll(positions), (int)planes).SelectMany(plane => plane)],
                [planes, call.Batch, call.Tokens]),
            _ => null,
        };
    }

    private static bool IsPositionOfOperator(Use use) => (use.Node.OpType, use.Node.Domain, use.Index)
        is ("RotaryEmbedding", "", 3) or ("RotaryEmbedding", not "", 1)
        or ("GroupQueryAttention", _, 9) or ("EmbedLayerNormalization", _, 7);
}
