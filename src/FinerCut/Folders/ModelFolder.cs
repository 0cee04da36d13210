using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>A model on disk: its graph, and the configuration and tokenizer files beside it.</summary>
/// <remarks>The numbers are what the configuration says, nothing derived: null where it says nothing.</remarks>
public sealed class ModelFolder
{
    private const string UnknownArchitecture = "unknown";

    private readonly ModelConfiguration _configuration;

    private ModelFolder(string root, string graphPath)
    {
        Root = root;
        GraphPath = graphPath;
        _configuration = ModelConfiguration.Read(root);
    }

    /// <summary>Full path of the folder that holds the configuration: the graph's own, or one above where the graph is
    /// in a subfolder such as <c>onnx</c>, or in one that genai_config.json names, such as <c>decoder</c>.</summary>
    public string Root { get; }

    /// <summary>Full path of the graph file; links are kept as they are.</summary>
    public string GraphPath { get; }

    /// <summary>What others may call the model: its id on the Hugging Face Hub where config.json or the Hub's cache
    /// tells one, else the name of its folder; null where that is no name.</summary>
    internal string? PublicName =>
        _configuration.FindText("_name_or_path") is { } id && HubId.Is(id) && !Directory.Exists(id) ? id
        : HubId.IsInCache(Root) ? HubId.OfCache(Root)
        : HubId.IsName(Path.GetFileName(Root)) ? Path.GetFileName(Root) : null;

    /// <summary>Path of the graph relative to <see cref="Root"/>, with <c>/</c>, such as
    /// <c>onnx/model.onnx</c>.</summary>
    public string GraphName => NameOf(GraphPath);

    /// <summary>The word of the configuration, such as <c>llama</c>; <c>unknown</c> where there is none.</summary>
    public string Architecture => _configuration.FindText("model_type", "type") ?? UnknownArchitecture;

    /// <summary>Number of tokens of the vocabulary.</summary>
    public long? VocabularySize => _configuration.FindNumber(["vocab_size"], "vocab_size");

    /// <summary>Width of the residual stream, in elements.</summary>
    public long? HiddenSize =>
        _configuration.FindNumber(["hidden_size", "n_embd", "d_model"], "decoder", "hidden_size");

    /// <summary>Width of one attention head, in elements; where null, the convention is hidden size / attention
    /// heads.</summary>
    public long? HeadSize => _configuration.FindNumber(["head_dim"], "decoder", "head_size");

    /// <summary>Number of key-value heads of a layer; where null, the convention is as many as attention
    /// heads.</summary>
    public long? NumKeyValueHeads =>
        _configuration.FindNumber(["num_key_value_heads", "num_kv_heads"], "decoder", "num_key_value_heads");

    /// <summary>Number of query heads of a layer.</summary>
    public long? NumAttentionHeads =>
        _configuration.FindNumber(
            ["num_attention_heads", "n_head", "num_heads", "n_heads"], "decoder", "num_attention_heads");

    /// <summary>The longest context, in tokens; where neither configuration tells, what the tokenizer's says of the
    /// model.</summary>
    public long? ContextLength => _configuration.FindContextLength();

    /// <summary>The id of the token that begins every text; null where the configuration names none, or
    /// several.</summary>
    public long? StartToken => _configuration.FindNumber(["bos_token_id"], "bos_token_id");

    /// <summary>The ids of the tokens that end a text, of all configuration files; empty where none names
    /// one.</summary>
    public IReadOnlyList<long> EndTokens => _configuration.FindNumbers("eos_token_id");

    /// <summary>Finds the model behind a path.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder: then its <c>model.onnx</c>, else the file that
    /// genai_config.json names, else <c>onnx/model.onnx</c>, else the only <c>*.onnx</c> in it and in
    /// <c>onnx</c>.</param>
    /// <returns>The model; its graph has not been opened.</returns>
    /// <exception cref="DiagnosticException">Nothing is there, something else than an ONNX model, no or several models,
    /// or a damaged configuration file.</exception>
    public static ModelFolder Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string full = path.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) : "";
        bool isFolder = Directory.Exists(full);
        string graph = isFolder ? GraphFile.Find(full) : File.Exists(full) ? full : throw HubId.Missing(path);
        RegularFile.Ensure(graph);
        ForeignFiles.Refuse(graph);
        ModelFolder folder = new(RootOf(graph, isFolder ? full : null), graph);
        return folder._configuration.Pipeline is { } graphs ? throw FolderErrors.Pipeline(folder.Root, graphs) : folder;
    }

    /// <summary>The files that make up the model, with their hashes. Reads all of them.</summary>
    /// <param name="model">The opened <see cref="GraphPath"/>.</param>
    /// <param name="progress">Told the bytes read so far and the bytes of all files.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The graph first, then its external data in the order of first mention; names relative to
    /// <see cref="Root"/>.</returns>
    /// <exception cref="ArgumentException">The model is another one.</exception>
    /// <exception cref="DiagnosticException">A file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<PlanSourceFile> SourceFiles(
        Model model, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!RealPath.AreSame(Path.GetFullPath(model.Path), GraphPath))
        {
            throw new ArgumentException(
                $"The model is '{model.Path}', but this folder's is '{GraphPath}'.", nameof(model));
        }

        return SourceFileList.Read(this, SourceFileList.PathsOf(this, model), progress, cancellation);
    }

    /// <summary>Full paths of the configuration files, whether they are there or not.</summary>
    internal IEnumerable<string> SettingPaths => new[]
    {
        ModelConfiguration.FileName, ModelConfiguration.GenAiFileName, ModelConfiguration.GenerationFileName,
    }.Select(name => Path.Combine(Root, name));

    /// <summary>A whole number of config.json, by one of its names; null where it says none.</summary>
    internal long? FindNumber(IReadOnlyList<string> names) => _configuration.FindNumber(names);

    /// <summary>A file's path relative to <see cref="Root"/>, with <c>/</c>.</summary>
    internal string NameOf(string path) => Path.GetRelativePath(Root, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string RootOf(string graph, string? folder)
    {
        string graphFolder = Path.GetDirectoryName(graph)!;
        string? above = Path.GetFileName(graphFolder) == GraphFile.SubfolderName
            ? Path.GetDirectoryName(graphFolder)
            : null;
        return new[] { GraphFile.FolderNaming(graph), graphFolder, folder, above }.OfType<string>()
            .FirstOrDefault(ModelConfiguration.IsIn) ?? graphFolder;
    }
}
