namespace FinerCut.Onnx.Files;

/// <summary>Bytes of a data file.</summary>
/// <param name="Path">Full path of the file, links not followed.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record DataRange(string Path, long Offset, long Length);
