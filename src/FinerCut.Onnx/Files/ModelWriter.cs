using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Files;

/// <summary>Writes models: the graph as it stands now, every kept weight copied through a small buffer.</summary>
/// <remarks>What was not changed is copied byte for byte, fields that this code does not know included.</remarks>
public static class ModelWriter
{
    /// <summary>Writes a model and the external data that its tensors use, each data file under its own name and
    /// without gaps that the source did not have.</summary>
    /// <param name="model">The model; its own files are only read.</param>
    /// <param name="folder">An existing folder other than the model's; files of the same names are replaced.</param>
    /// <param name="fileName">Name of the graph file.</param>
    /// <param name="cancellation">Ends the copying; what was written so far is left for the caller to delete.</param>
    /// <returns>Bytes written, graph and data.</returns>
    /// <exception cref="ArgumentException">A data file of the model is called <paramref name="fileName"/>.</exception>
    /// <exception cref="IOException">The disk is full or a file cannot be written.</exception>
    /// <exception cref="DiagnosticException">The source has changed and became too short.</exception>
    public static long Write(Model model, string folder, string fileName, CancellationToken cancellation) =>
        Write(ExternalDataLayout.PlanLayout(model, []), folder, fileName, cancellation);

    /// <summary>The same with a layout of its data files that was made before, so that others can be told of
    /// it.</summary>
    /// <param name="layout">The layout of the model as it is now.</param>
    /// <param name="folder">An existing folder other than the model's; files of the same names are replaced.</param>
    /// <param name="fileName">Name of the graph file.</param>
    /// <param name="cancellation">Ends the copying; what was written so far is left for the caller to delete.</param>
    /// <returns>Bytes written, graph and data.</returns>
    /// <exception cref="ArgumentException">A data file of the model is called <paramref name="fileName"/>.</exception>
    /// <exception cref="IOException">The disk is full or a file cannot be written.</exception>
    /// <exception cref="DiagnosticException">The source has changed and became too short.</exception>
    public static long Write(ExternalDataLayout layout, string folder, string fileName,
        CancellationToken cancellation) =>
        layout.Write(folder, fileName, cancellation)
            + Write(ModelMessage.Write(layout.Model, layout), Path.Combine(folder, fileName), cancellation);

    /// <summary>Writes another graph that reads data files of a model: the graph alone, its places there
    /// corrected.</summary>
    /// <param name="reader">The other graph, unedited; data files of its own stay as they are.</param>
    /// <param name="layout">The layout of the model, which was told of all that the graph reads.</param>
    /// <param name="path">The file to write, which stands to the model's written folder as the graph does to the
    /// model's.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="IOException">The disk is full or the file cannot be written.</exception>
    public static long WriteReader(Model reader, ExternalDataLayout layout, string path,
        CancellationToken cancellation) =>
        Write(ModelMessage.Write(reader, new ReaderData(reader, layout)), path, cancellation);

    /// <summary>Writes only the graph; weights become external data that points into the files of the source.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The bytes of an ONNX file to be loaded with <see cref="Model.DataFolder"/> as the folder of its
    /// external data.</returns>
    public static byte[] ToBytesWithoutWeights(Model model) =>
        ModelMessage.Write(model, new SourceData(model)).ToArray();

    /// <summary>Writes only the graph, with every tensor where it stands.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The bytes of an ONNX file.</returns>
    /// <exception cref="DiagnosticException">They are more than an array can hold.</exception>
    public static byte[] ToBytes(Model model) => ModelMessage.Write(model, UnmovedData.Instance).ToArray();

    private static long Write(MessageBuilder message, string path, CancellationToken cancellation)
    {
        using FileStream stream = Create(path);
        message.CopyTo(stream, cancellation);
        stream.Flush(flushToDisk: true);
        return message.Length;
    }

    internal static FileStream Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
    }
}
