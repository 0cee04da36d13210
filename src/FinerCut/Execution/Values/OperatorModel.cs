using FinerCut.Onnx.Messages;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>A model of one operator of ONNX's own domain, for what the runtime does better than .NET.</summary>
/// <param name="OpType">The operator.</param>
internal sealed record OperatorModel(string OpType)
{
    private const int IrVersion = 8;
    private const int Opset = 13;
    private const int IntAttribute = 2;

    /// <summary>Names and types of its inputs, of any shape, in the operator's order.</summary>
    public required IReadOnlyList<(string Name, TensorElementType Type)> Inputs { get; init; }

    /// <summary>Name and type of its output.</summary>
    public required (string Name, TensorElementType Type) Output { get; init; }

    /// <summary>Attributes that hold integers.</summary>
    public IReadOnlyList<(string Name, long Value)> Attributes { get; init; } = [];

    /// <summary>Writes the model.</summary>
    /// <returns>A <c>.onnx</c> file.</returns>
    public byte[] ToBytes()
    {
        // The numbers of the fields are those of onnx.proto.
        MessageBuilder node = new();
        MessageBuilder graph = new();
        foreach ((string name, _) in Inputs)
        {
            node.Text(1, name);
        }

        node.Text(2, Output.Name).Text(4, OpType);
        foreach ((string name, long value) in Attributes)
        {
            node.Message(5, new MessageBuilder().Text(1, name).Varint(3, value).Varint(20, IntAttribute));
        }

        graph.Message(1, node).Text(2, OpType.ToLowerInvariant());
        foreach ((string Name, TensorElementType Type) input in Inputs)
        {
            graph.Message(11, ValueOf(input));
        }

        return new MessageBuilder()
            .Varint(1, IrVersion)
            .Message(7, graph.Message(12, ValueOf(Output)))
            .Message(8, new MessageBuilder().Varint(2, Opset))
            .ToArray();
    }

    private static MessageBuilder ValueOf((string Name, TensorElementType Type) value)
    {
        MessageBuilder tensor = new MessageBuilder().Varint(1, (long)value.Type);
        return new MessageBuilder().Text(1, value.Name).Message(2, new MessageBuilder().Message(1, tensor));
    }
}
