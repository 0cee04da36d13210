namespace FinerCut.Onnx.Graphs;

/// <summary>What a model says about a value.</summary>
/// <param name="Name">The value's name when this was said.</param>
/// <param name="Type">Element type and shape; null where nothing is said of them.</param>
internal sealed record ValueInfo(string Name, TensorType? Type)
{
    /// <summary>The bytes that this was read from; null for a value made in code.</summary>
    public ByteRange? Original { get; init; }

    /// <summary>Whether <see cref="Original"/> tells another name.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>The same about a value with another name.</summary>
    /// <param name="name">The other name.</param>
    public ValueInfo Renamed(string name) => this with { Name = name, IsRenamed = true };
}
