using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>A constant tensor; its bytes stay in the file until somebody asks.</summary>
public sealed class Tensor
{
    internal Tensor(TensorMessage message) => Message = message;

    /// <summary>Its name; empty in attributes.</summary>
    public string Name => Message.Name;

    /// <summary>Type of the elements.</summary>
    public ElementType ElementType => Message.ElementType;

    /// <summary>Shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Dimensions => Message.Dimensions;

    /// <summary>Number of elements.</summary>
    public long ElementCount => Message.ElementCount;

    /// <summary>Size of the elements in bytes, without reading them.</summary>
    public long SizeInBytes => Message.SizeInBytes;

    /// <summary>Where the bytes are, for a tensor outside the model file; else null.</summary>
    public ExternalData? ExternalData => Message.ExternalData;

    /// <summary>The bytes inside the model file, null where they are outside or stored as typed numbers.</summary>
    public ByteRange? RawData => Message.RawData;

    internal TensorMessage Message { get; }

    /// <summary>Reads a small integer tensor, such as axes or a shape.</summary>
    /// <returns>The numbers, row after row; null where the elements are no integers or lie outside the model file.</returns>
    public IReadOnlyList<long>? ToIntegers() => TensorNumbers.Integers(Message);

    /// <summary>Reads a small tensor of floats, such as an epsilon.</summary>
    /// <returns>The numbers, row after row; null where the elements are no floats or lie outside the model file.</returns>
    public IReadOnlyList<double>? ToFloats() => TensorNumbers.Floats(Message);
}
