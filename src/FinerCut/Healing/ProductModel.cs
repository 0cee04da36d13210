using FinerCut.Onnx.Messages;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Healing;

/// <summary>A model of one product of matrices, since the runtime multiplies them faster than .NET does.</summary>
internal static class ProductModel
{
    public const string Left = "left";
    public const string Right = "right";
    public const string Output = "output";

    private const int IrVersion = 8;
    private const int Opset = 13;
    private const int IntAttribute = 2;

    /// <summary>Writes the model.</summary>
    /// <param name="type">The type of all numbers: float or double.</param>
    /// <param name="transposesLeft">Whether the product is leftᵀ·right.</param>
    /// <returns>A <c>.onnx</c> file.</returns>
    public static byte[] Create(TensorElementType type, bool transposesLeft)
    {
        // The numbers of the fields are those of onnx.proto.
        MessageBuilder node = new MessageBuilder().Text(1, Left).Text(1, Right).Text(2, Output).Text(4, "Gemm");
        if (transposesLeft)
        {
            node.Message(5, new MessageBuilder().Text(1, "transA").Varint(3, 1).Varint(20, IntAttribute));
        }

        MessageBuilder graph = new MessageBuilder()
            .Message(1, node)
            .Text(2, "product")
            .Message(11, ValueOf(Left, type))
            .Message(11, ValueOf(Right, type))
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
