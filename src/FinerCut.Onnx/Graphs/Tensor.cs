using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>A constant tensor; its bytes stay in the file until somebody asks.</summary>
public sealed class Tensor
{
    internal Tensor(TensorMessage message)
    {
        Message = message;
        Stored = [this];
    }

    internal Tensor(SparseTensorMessage sparse)
    {
        (Message, Sparse) = (sparse.Values, sparse);
        Stored = [Part(sparse.Values), Part(sparse.Indices)];
    }

    /// <summary>Its name; empty in attributes.</summary>
    public string Name => Message.Name;

    /// <summary>Type of the elements.</summary>
    public ElementType ElementType => Message.ElementType;

    /// <summary>Shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Dimensions => Sparse?.Dimensions ?? Message.Dimensions;

    /// <summary>Number of elements; of a sparse tensor all, those that are zero and not stored included.</summary>
    public long ElementCount => Sparse?.ElementCount ?? Message.ElementCount;

    /// <summary>Size of what is stored in bytes, without reading it: the elements; of a sparse tensor those that are
    /// not zero, and their indices.</summary>
    public long SizeInBytes => Sparse is null ? Message.SizeInBytes : Stored.Sum(part => part.SizeInBytes);

    /// <summary>Whether only elements that are not zero are stored, with their indices.</summary>
    public bool IsSparse => Sparse is not null;

    /// <summary>Where the bytes are, for a tensor outside the model file; else null, as for a sparse one.</summary>
    public ExternalData? ExternalData => IsSparse ? null : Message.ExternalData;

    /// <summary>The bytes inside the model file, null where they are outside, stored as typed numbers, or those of a
    /// sparse tensor.</summary>
    public ByteRange? RawData => IsSparse ? null : Message.RawData;

    internal TensorMessage Message { get; }

    internal SparseTensorMessage? Sparse { get; }

    /// <summary>What the file stores: itself; of a sparse tensor its values and its indices.</summary>
    internal IReadOnlyList<Tensor> Stored { get; }

    /// <summary>Whether it is one of the two that make up a sparse tensor.</summary>
    internal bool IsPart { get; private init; }

    /// <summary>Reads a small integer tensor, such as axes or a shape.</summary>
    /// <returns>The numbers, row after row; null where the elements are no integers, lie outside the model file or are
    /// those of a sparse tensor.</returns>
    public IReadOnlyList<long>? ToIntegers() => IsSparse ? null : TensorNumbers.Integers(Message);

    /// <summary>Reads a small tensor of floats, such as an epsilon.</summary>
    /// <returns>The numbers, row after row; null where the elements are no floats, lie outside the model file or are
    /// those of a sparse tensor.</returns>
    public IReadOnlyList<double>? ToFloats() => IsSparse ? null : TensorNumbers.Floats(Message);

    private static Tensor Part(TensorMessage message) => new(message) { IsPart = true };
}
