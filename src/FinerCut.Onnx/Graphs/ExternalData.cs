namespace FinerCut.Onnx.Graphs;

/// <summary>Where a tensor's bytes are outside the model file.</summary>
/// <param name="Location">File, relative to the model's folder, as written.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
/// <param name="Checksum">The digest of the whole file that the model tells, by the specification SHA-1 in hexadecimal
/// digits; null where the model tells none, as usual. Written models tell none, since the file is another one.</param>
public sealed record ExternalData(string Location, long Offset, long Length, string? Checksum = null);
