using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Onnx.Graphs;

/// <summary>The texts of errors about bytes that are not there.</summary>
internal static class ByteErrors
{
    public static DiagnosticException Truncated(string path, long length, long needed) => new(
        "FC1003", Text($"'{path}' ends too early: something in it reaches to byte {needed}, but it ends at byte ")
            + Text($"{length}. Download or export it again."));

    public static DiagnosticException Truncated(string path, long length, long offset, long claimed) => new(
        "FC1003", Text($"'{path}' ends too early or is damaged: a field at byte {offset} claims {claimed} bytes, more ")
            + Text($"than its surroundings hold (the file has {length} bytes). Download or export it again."));
}
