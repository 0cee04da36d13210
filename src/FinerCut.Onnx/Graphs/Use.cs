namespace FinerCut.Onnx.Graphs;

/// <summary>A place where a node reads a value.</summary>
/// <param name="Node">The reader.</param>
/// <param name="Index">0-based index of its input.</param>
public readonly record struct Use(Node Node, int Index);
