using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Inputs that say of which type each token is, such as text or image.</summary>
internal static class TokenTypeInputs
{
    /// <summary>Whether an input says so, by its name.</summary>
    public static bool Is(Value input) => input.Type?.ElementType is ElementType.Int64 or ElementType.Int32
        && input.Name.Contains("token_type", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes the types of a call's tokens: text has the type 0.</summary>
    /// <param name="input">Declared as <c>[tokens]</c> or <c>[batch, tokens]</c>.</param>
    /// <param name="call">The call.</param>
    /// <returns>Null where it is declared as something else.</returns>
    public static OrtValue? Create(Value input, Call call) => input.Type!.Dimensions switch
    {
        [_] => InputTensors.Zeros(input.Type.ElementType, [call.Tokens]),
        null or [_, _] => InputTensors.Zeros(input.Type.ElementType, [call.Batch, call.Tokens]),
        _ => null,
    };
}
