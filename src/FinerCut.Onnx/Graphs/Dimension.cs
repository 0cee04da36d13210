using System.Globalization;

namespace FinerCut.Onnx.Graphs;

/// <summary>One axis of a shape.</summary>
/// <param name="Size">Its length, null where it is not fixed.</param>
/// <param name="Symbol">The name of its length, such as <c>batch_size</c>, null where it has none.</param>
public readonly record struct Dimension(long? Size, string? Symbol)
{
    /// <summary>The length, else the name, else a question mark.</summary>
    /// <returns>Such as <c>64</c> or <c>batch_size</c>.</returns>
    public override string ToString() => Size?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
