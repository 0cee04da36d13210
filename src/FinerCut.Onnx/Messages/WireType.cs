namespace FinerCut.Onnx.Messages;

/// <summary>How protobuf stores a field, with the numbers of the format.</summary>
public enum WireType
{
    /// <summary>A number of one to ten bytes.</summary>
    Varint = 0,

    /// <summary>Eight bytes.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: a text, bytes, an inner message or packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes.</summary>
    Fixed32 = 5,
}
