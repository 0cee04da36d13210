namespace FinerCut.Onnx.Graphs;

/// <summary>Where the files of a model were when the model was opened, behind all links: Hugging Face's cache keeps
/// them under other names in another folder.</summary>
internal sealed record ModelFiles
{
    /// <summary>Full path of the innermost folder that holds all of them.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The graph's file, relative to <see cref="Folder"/>, with <c>/</c>.</summary>
    public string GraphLocation { get; init; } = "";

    /// <summary>Whether a file is called otherwise, or lies elsewhere in the folder, than the model says.</summary>
    public bool HasLinks { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long SizeInBytes { get; init; }

    /// <summary>Each file relative to <see cref="Folder"/>, with <c>/</c>, by the full path that the model gives
    /// it.</summary>
    public IReadOnlyDictionary<string, string> Locations { get; init; } = new Dictionary<string, string>();

    /// <summary>What tensors used of each data file, by the full path that the model gives it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ExternalData>> UsedData { get; init; } =
        new Dictionary<string, IReadOnlyList<ExternalData>>();
}
