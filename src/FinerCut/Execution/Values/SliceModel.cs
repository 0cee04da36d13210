using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;
using WireType = Google.Protobuf.WireFormat.WireType;

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
        byte[] node = Message(
            Text(1, Data), Text(1, Starts), Text(1, Ends), Text(1, Axes), Text(2, Output), Text(4, "Slice"));
        byte[] graph = Message(
            Bytes(1, node),
            Text(2, "slice"),
            Bytes(11, ValueOf(Data, type)),
            Bytes(11, ValueOf(Starts, TensorElementType.Int64)),
            Bytes(11, ValueOf(Ends, TensorElementType.Int64)),
            Bytes(11, ValueOf(Axes, TensorElementType.Int64)),
            Bytes(12, ValueOf(Output, type)));
        return Message(Number(1, IrVersion), Bytes(7, graph), Bytes(8, Message(Number(2, Opset))));
    }

    private static byte[] ValueOf(string name, TensorElementType type) =>
        Message(Text(1, name), Bytes(2, Message(Bytes(1, Message(Number(1, (int)type))))));

    private static byte[] Message(params ReadOnlySpan<Action<CodedOutputStream>> fields)
    {
        using MemoryStream bytes = new();
        using CodedOutputStream output = new(bytes, leaveOpen: true);
        foreach (Action<CodedOutputStream> field in fields)
        {
            field(output);
        }

        output.Flush();
        return bytes.ToArray();
    }

    private static Action<CodedOutputStream> Number(int field, int number) => output =>
    {
        output.WriteTag(field, WireType.Varint);
        output.WriteInt32(number);
    };

    private static Action<CodedOutputStream> Text(int field, string text) => output =>
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteString(text);
    };

    private static Action<CodedOutputStream> Bytes(int field, byte[] bytes) => output =>
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    };
}
