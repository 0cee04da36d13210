using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Reads and writes <c>OperatorSetIdProto</c>.</summary>
internal static class OpsetMessage
{
    private const int DomainField = 1;
    private const int VersionField = 2;

    public static OpsetImport Read(ByteRange range)
    {
        OpsetImport opset = new("", 0);
        FieldReader reader = new(range);
        while (reader.TryRead(out Field field))
        {
            opset = field switch
            {
                { Number: DomainField, Wire: WireType.Bytes } => opset with { Domain = field.Text },
                { Number: VersionField, Wire: WireType.Varint } => opset with { Version = field.Int64 },
                _ => opset,
            };
        }

        return opset;
    }

    public static MessageBuilder Write(OpsetImport opset) =>
        new MessageBuilder().Text(DomainField, opset.Domain).Varint(VersionField, opset.Version);
}
