using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>A model that takes a part of its input, or all of it, along one axis.</summary>
internal static class SliceModel
{
    public const string Data = "data";
    public const string Starts = "starts";
    public const string Ends = "ends";
    public const string Axes = "axes";
    public const string Output = "output";

    /// <summary>Writes it.</summary>
    /// <param name="type">The type of the input's elements; its shape is open.</param>
    /// <returns>A <c>.onnx</c> file.</returns>
    public static byte[] Create(TensorElementType type) => new OperatorModel("Slice")
    {
        Inputs =
        [
            (Data, type),
            (Starts, TensorElementType.Int64),
            (Ends, TensorElementType.Int64),
            (Axes, TensorElementType.Int64),
        ],
        Output = (Output, type),
    }.ToBytes();
}
