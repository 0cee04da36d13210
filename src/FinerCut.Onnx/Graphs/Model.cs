namespace FinerCut.Onnx.Graphs;

/// <summary>An ONNX model, opened without reading its weights. Keeps its file open until disposed.</summary>
public sealed class Model : IDisposable
{
    private readonly List<KeyValuePair<string, string>> _metadata;

    internal Model(ByteRange original, Graph graph, IEnumerable<KeyValuePair<string, string>> metadata) =>
        (Original, Graph, _metadata) = (original, graph, [.. metadata]);

    /// <summary>Path of the file as it was opened.</summary>
    public string Path => Original.Source.Name;

    /// <summary>The folder that external data is relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The folder behind all links that the weights of subgraphs, and of a model written without its weights,
    /// are relative to: the model's own, unless a file of it is a link.</summary>
    public string DataFolder => Files.Folder;

    /// <summary>Whether the graph or a data file is a link, as all are in Hugging Face's cache: the runtime may refuse
    /// to follow it out of the folder.</summary>
    public bool HasLinks => Files.HasLinks;

    /// <summary>Bytes of the model's files, those behind links included.</summary>
    public long SizeInBytes => Files.SizeInBytes;

    /// <summary>Version of the file format.</summary>
    public long IrVersion { get; internal init; }

    /// <summary>Who wrote it, such as <c>pytorch</c>.</summary>
    public string ProducerName { get; internal init; } = "";

    /// <summary>The writer's version.</summary>
    public string ProducerVersion { get; internal init; } = "";

    /// <summary>The operator sets it uses.</summary>
    public IReadOnlyList<OpsetImport> OpsetImports { get; internal init; } = [];

    /// <summary>Whether the graph is another one than in the file.</summary>
    public bool IsEdited => Graph.IsModified;

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>Keys and values that tools attached, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _metadata;

    /// <summary>What the file stores of all constant tensors, initializers and attributes, in inner graphs too: each
    /// tensor; of a sparse one its values and its indices.</summary>
    public IEnumerable<Tensor> Tensors => Graph.Tensors;

    /// <summary>What became of the functions in the file: calls are replaced by what the functions compute when a model
    /// is opened.</summary>
    public FunctionCounts Functions { get; internal init; } = new(0, 0, 0, 0);

    /// <summary>The bytes that the model was read from.</summary>
    internal ByteRange Original { get; }

    /// <summary>Where its files were when it was opened; empty until somebody has looked.</summary>
    internal ModelFiles Files { get; set; } = new();

    /// <summary>Whether metadata was attached.</summary>
    internal bool HasNewMetadata { get; private set; }

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
    public void Dispose() => Original.Source.Dispose();
}
