namespace FinerCut.Onnx.Graphs;

/// <summary>A constant tensor; its bytes stay in the file until somebody asks.</summary>
public sealed class Tensor
{
    internal Tensor(ByteRange original) => Original = original;

    /// <summary>Its name; empty in attributes.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Type of the elements.</summary>
    public ElementType ElementType { get; internal init; }

    /// <summary>Shape; empty for a scalar.</summary>
    public IReadOnlyList<long> Dimensions { get; internal init; } = [];

    /// <summary>Number of elements; of a sparse tensor all, those that are zero and not stored included.</summary>
    public long ElementCount { get; internal init; }

    /// <summary>Size of what is stored in bytes, without reading it: the elements; of a sparse tensor those that are
    /// not zero, and their indices.</summary>
    public long SizeInBytes { get; internal init; }

    /// <summary>Whether only elements that are not zero are stored, with their indices.</summary>
    public bool IsSparse => Parts.Count > 0;

    /// <summary>Where the bytes are, for a tensor outside the model file; else null, as for a sparse one.</summary>
    public ExternalData? ExternalData { get; internal init; }

    /// <summary>The bytes inside the model file, null where they are outside, stored as typed numbers, or those of a
    /// sparse tensor.</summary>
    public ByteRange? RawData { get; internal init; }

    /// <summary>The bytes that the tensor was read from, elements inside the file included.</summary>
    internal ByteRange Original { get; }

    /// <summary>The elements where the file stores them as typed numbers; else null.</summary>
    internal ITypedData? TypedData { get; init; }

    /// <summary>Whether the elements are others than in the file: those of <see cref="RawData"/>.</summary>
    internal bool IsReplaced { get; private init; }

    /// <summary>Whether the name is another one than in the file.</summary>
    internal bool IsRenamed { get; private init; }

    /// <summary>The two tensors that a sparse tensor is stored as, its values and its indices; else none.</summary>
    internal IReadOnlyList<Tensor> Parts { get; init; } = [];

    /// <summary>Whether it is one of the two that make up a sparse tensor.</summary>
    internal bool IsPart { get; init; }

    /// <summary>What the file stores: itself; of a sparse tensor its values and its indices.</summary>
    internal IReadOnlyList<Tensor> Stored => IsSparse ? Parts : [this];

    /// <summary>Reads a small integer tensor, such as axes or a shape.</summary>
    /// <returns>The numbers, row after row; null where the elements are no integers, lie outside the model file
    /// or are those of a sparse tensor.</returns>
    public IReadOnlyList<long>? ToIntegers() => TensorNumbers.Integers(this);

    /// <summary>Reads a small tensor of floats, such as an epsilon.</summary>
    /// <returns>The numbers, row after row; null where the elements are no floats, lie outside the model file or
    /// are those of a sparse tensor.</returns>
    public IReadOnlyList<double>? ToFloats() => TensorNumbers.Floats(this);

    /// <summary>The same tensor with other elements, which the model stores itself.</summary>
    /// <param name="content">The elements as raw data, in any file or in memory.</param>
    /// <returns>A tensor of the same name, type and shape.</returns>
    /// <exception cref="ArgumentException">The tensor is sparse, or has another size.</exception>
    public Tensor WithContent(ByteRange content) => !IsSparse && content.Length == SizeInBytes
        ? new(Original)
        {
            Name = Name,
            IsRenamed = IsRenamed,
            IsReplaced = true,
            ElementType = ElementType,
            Dimensions = Dimensions,
            ElementCount = ElementCount,
            SizeInBytes = SizeInBytes,
            RawData = content,
        }
        : throw new ArgumentException($"'{Name}' needs {SizeInBytes} bytes of elements.", nameof(content));

    /// <summary>The same tensor under another name.</summary>
    /// <param name="name">The other name; the file gives a sparse tensor the name of its values.</param>
    internal Tensor Renamed(string name) => new(Original)
    {
        Name = name,
        IsRenamed = true,
        IsReplaced = IsReplaced,
        ElementType = ElementType,
        Dimensions = Dimensions,
        ElementCount = ElementCount,
        SizeInBytes = SizeInBytes,
        ExternalData = ExternalData,
        RawData = RawData,
        TypedData = TypedData,
        Parts = IsSparse ? [Parts[0].Renamed(name), Parts[1]] : [],
        IsPart = IsPart,
    };
}
