namespace FinerCut.Onnx.Graphs;

/// <summary>Where a tensor's bytes are outside the model file.</summary>
/// <param name="Location">File, relative to the model's folder, as written.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record ExternalData(string Location, long Offset, long Length);
