using FinerCut.Onnx;
using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>Says what somebody passed who did not pass an ONNX model, and how to come to one.</summary>
internal static class ForeignFiles
{
    private static readonly string[] Extensions =
        [".ort", ".safetensors", ".bin", ".pt", ".pth", ".gguf", ".tflite", ".h5", ".keras"];

    /// <summary>Lets files pass that may be ONNX models.</summary>
    /// <param name="path">An existing file.</param>
    /// <exception cref="DiagnosticException">FC1030 to FC1036, FC1065 to FC1067: the file is of another kind; the
    /// message says which, and what to do.</exception>
    public static void Refuse(string path)
    {
        LfsPointer.Refuse(path);
        FileKind kind = FileKinds.DetectKind(path);
        if ((Explain(path, kind) ?? ExplainDownload(path, kind)) is { } error)
        {
            throw error;
        }
    }

    /// <summary>What a folder without an ONNX model holds instead.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <returns>The error about the first file that is known; null where none is.</returns>
    public static DiagnosticException? ExplainFolder(string folder) =>
        new[] { folder, Path.Combine(folder, GraphFile.SubfolderName) }
        .Where(Directory.Exists).SelectMany(Directory.EnumerateFiles)
        .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal).Select(path => Explain(path, FileKinds.DetectKind(path)))
        .FirstOrDefault(error => error is not null);

    /// <summary>Something else came than was asked for.</summary>
    private static DiagnosticException? ExplainDownload(string path, FileKind kind) => kind switch
    {
        FileKind.WebPage => ForeignFileErrors.WebPage(path),
        FileKind.Archive => ForeignFileErrors.Archive(path),
        _ => null,
    };

    private static DiagnosticException? Explain(string path, FileKind kind) => kind switch
    {
        FileKind.Safetensors => ForeignFileErrors.Checkpoint(path, "safetensors"),
        FileKind.PyTorch => ForeignFileErrors.Checkpoint(path, "PyTorch"),
        FileKind.Gguf => ForeignFileErrors.Gguf(path),
        FileKind.Json when PlanFile.IsLike(path) => ForeignFileErrors.Plan(path),
        FileKind.Json => ForeignFileErrors.Json(path),
        FileKind.OrtFormat => ForeignFileErrors.OrtFormat(path),
        FileKind.TensorFlowLite => ForeignFileErrors.Other(path, "TensorFlow Lite"),
        FileKind.Hdf5 => ForeignFileErrors.Other(path, "Keras (HDF5)"),
        _ => null,
    };
}
