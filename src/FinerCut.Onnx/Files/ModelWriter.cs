using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Writes models: the graph as it stands now, every kept weight copied through a small buffer.</summary>
/// <remarks>What was not changed is copied byte for byte, fields that this code does not know included.</remarks>
public static class ModelWriter
{
    /// <summary>Writes a model and the external data that its tensors use, each data file under its own name and without gaps that
    /// the source did not have.</summary>
    /// <param name="model">The model; its own files are only read.</param>
    /// <param name="folder">An existing folder other than the model's; files of the same names are replaced.</param>
    /// <param name="fileName">Name of the graph file.</param>
    /// <param name="cancellation">Ends the copying; what was written so far is left for the caller to delete.</param>
    /// <returns>Bytes written, graph and data.</returns>
    /// <exception cref="ArgumentException">A data file of the model is called <paramref name="fileName"/>.</exception>
    /// <exception cref="IOException">The disk is full or a file cannot be written.</exception>
    /// <exception cref="DiagnosticException">The source has changed and became too short.</exception>
    public static long Write(Model model, string folder, string fileName, CancellationToken cancellation)
    {
        ExternalDataLayout layout = ExternalDataLayout.Of(model);
        long length = layout.Write(folder, fileName, cancellation);
        MessageBuilder message = ModelMessage.Write(model, layout);
        using FileStream stream = Create(Path.Combine(folder, fileName));
        message.CopyTo(stream, cancellation);
        stream.Flush(flushToDisk: true);
        return length + message.Length;
    }

    /// <summary>Writes only the graph; weights become external data that points into the files of the source.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The bytes of an ONNX file to be loaded with the model's folder as that of its external data.</returns>
    public static byte[] ToBytesWithoutWeights(Model model) => ModelMessage.Write(model, new SourceData(model)).ToArray();

    /// <summary>Writes only the graph, with every tensor where it stands.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The bytes of an ONNX file.</returns>
    /// <exception cref="DiagnosticException">They are more than an array can hold.</exception>
    public static byte[] ToBytes(Model model) => ModelMessage.Write(model, UnmovedData.Instance).ToArray();

    internal static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
    }
}
