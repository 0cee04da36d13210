using FinerCut.Onnx.Files;

namespace FinerCut.Onnx.Graphs;

/// <summary>An ONNX model, opened without reading its weights. Keeps its file open until disposed.</summary>
public sealed class Model : IDisposable
{
    private readonly List<KeyValuePair<string, string>> _metadata;

    internal Model(ModelMessage message)
    {
        Message = message;
        _metadata = [.. message.Metadata];
    }

    /// <summary>Path of the file as it was opened.</summary>
    public string Path => Message.Range.Source.Name;

    /// <summary>The folder that external data is relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The folder behind all links that the weights of <see cref="ModelWriter.ToBytesWithoutWeights"/> and of
    /// subgraphs are relative to: the model's own, unless a file of it is a link.</summary>
    public string DataFolder => Files.Folder;

    /// <summary>Whether the graph or a data file is a link, as all are in Hugging Face's cache: the runtime may refuse
    /// to follow it out of the folder.</summary>
    public bool HasLinks => Files.HasLinks;

    /// <summary>Bytes of the model's files, those behind links included.</summary>
    public long SizeInBytes => Files.SizeInBytes;

    /// <summary>Version of the file format.</summary>
    public long IrVersion => Message.IrVersion;

    /// <summary>Who wrote it, such as <c>pytorch</c>.</summary>
    public string ProducerName => Message.ProducerName;

    /// <summary>The writer's version.</summary>
    public string ProducerVersion => Message.ProducerVersion;

    /// <summary>The operator sets it uses.</summary>
    public IReadOnlyList<OpsetImport> OpsetImports => Message.OpsetImports;

    /// <summary>The graph.</summary>
    public Graph Graph => Message.Graph!;

    /// <summary>Keys and values that tools attached, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _metadata;

    /// <summary>What the file stores of all constant tensors, initializers and attributes, in inner graphs too: each
    /// tensor; of a sparse one its values and its indices.</summary>
    public IEnumerable<Tensor> Tensors => Graph.Tensors;

    /// <summary>What became of the functions in the file: calls are replaced by what the functions compute when a model
    /// is opened.</summary>
    public FunctionCounts Functions => Message.FunctionCounts;

    internal ModelMessage Message { get; }

    /// <summary>Where its files were when it was opened.</summary>
    internal RealFiles Files { get => field ??= RealFiles.Of(this); set; }

    /// <summary>The placement of tensors in each data file, by its path, when the model was opened.</summary>
    internal Dictionary<string, DataAlignment> DataAlignments { get; set; } = [];

    internal bool HasNewMetadata { get; private set; }

    /// <summary>Opens a model. Sizes of external data files are checked; weights are not read.</summary>
    /// <param name="path">The <c>.onnx</c> file.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DiagnosticException">The file is missing or damaged, or its external data is missing, short or outside its folder.</exception>
    public static Model Open(string path) => ModelReader.Open(path);

    /// <summary>Looks a metadata value up.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null where there is none.</returns>
    public string? FindMetadata(string key) => _metadata.Find(pair => pair.Key == key).Value;

    /// <summary>Attaches a value, in the place of one with the same key or at the end.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The value.</param>
    public void SetMetadata(string key, string value)
    {
        int index = _metadata.FindIndex(pair => pair.Key == key);
        if (index < 0)
        {
            _metadata.Add(new(key, value));
        }
        else
        {
            _metadata[index] = new(key, value);
        }

        HasNewMetadata = true;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => Message.Range.Source.Dispose();
}
