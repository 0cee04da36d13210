using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Memory;

/// <summary>A stream in a <see cref="StreamPool"/>.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Type">Type of its elements.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record PooledStream(StreamPlace Place, TensorElementType Type, long[] Shape);
