using FinerCut.Onnx.Messages;
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

    private const int IrVersion = 8;
    private const int Opset = 13;

    /// <summary>Writes it.</summary>
    /// <param name="type">The type of the input's elements; its shape is open.</param>
    /// <returns>A <c>.onnx</c> file.</returns>
    public static byte[] Create(TensorElementType type)
    {
        // The numbers of the fields are those of onnx.proto.
        MessageBuilder node = new MessageBuilder()
            .Text(1, Data).Text(1, Starts).Text(1, Ends).Text(1, Axes).Text(2, Output).Text(4, "Slice");
        MessageBuilder graph = new MessageBuilder()
            .Message(1, node)
            .Text(2, "slice")
            .Message(11, ValueOf(Data, type))
            .Message(11, ValueOf(Starts, TensorElementType.Int64))
            .Message(11, ValueOf(Ends, TensorElementType.Int64))
            .Message(11, ValueOf(Axes, TensorElementType.Int64))
            .Message(12, ValueOf(Output, type));
        return new MessageBuilder()
            .Varint(1, IrVersion)
            .Message(7, graph)
            .Message(8, new MessageBuilder().Varint(2, Opset))
            .ToArray();
    }

    private static MessageBuilder ValueOf(string name, TensorElementType type)
    {
        MessageBuilder tensor = new MessageBuilder().Varint(1, (long)type);
        return new MessageBuilder().Text(1, name).Message(2, new MessageBuilder().Message(1, tensor));
    }
}
