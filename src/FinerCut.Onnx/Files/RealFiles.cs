using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Where the files of a model are behind all links: Hugging Face's cache keeps them under other names in
/// another folder.</summary>
internal sealed class RealFiles
{
    private readonly string _modelFolder;
    private readonly Dictionary<string, string> _locations = [];

    private RealFiles(Model model)
    {
        _modelFolder = model.Folder;
        List<string> paths = [.. ExternalDataFiles.Of(model).Select(PathOf).Prepend(Path.GetFullPath(model.Path))];
        List<string> real = [.. paths.Select(path => RealPath.Find(path) ?? path)];
        Folder = CommonFolder([.. real.Select(path => Path.GetDirectoryName(path)!)]);
        SizeInBytes = real.Distinct().Sum(path => new FileInfo(path).Length);
        foreach ((string path, string target) in paths.Zip(real))
        {
            _locations[path] = Path.GetRelativePath(Folder, target).Replace(Path.DirectorySeparatorChar, '/');
        }

        HasLinks = paths.Exists(path => _locations[path] != Path.GetRelativePath(_modelFolder, path)
            .Replace(Path.DirectorySeparatorChar, '/'));
        GraphLocation = _locations[paths[0]];
    }

    /// <summary>Full path of the innermost folder that holds all of them.</summary>
    public string Folder { get; }

    /// <summary>The graph's file, relative to <see cref="Folder"/>, with <c>/</c>.</summary>
    public string GraphLocation { get; }

    /// <summary>Whether a file is called otherwise, or lies elsewhere in the folder, than the model says.</summary>
    public bool HasLinks { get; }

    /// <summary>Bytes of all files.</summary>
    public long SizeInBytes { get; }

    public static RealFiles Of(Model model) => new(model);

    /// <summary>A data file, relative to <see cref="Folder"/>, with <c>/</c>.</summary>
    /// <param name="location">The file as the model names it.</param>
    public string LocationOf(string location) => _locations[PathOf(location)];

    private string PathOf(string location) => Path.GetFullPath(Path.Combine(_modelFolder, location));

    private static string CommonFolder(List<string> folders)
    {
        string common = folders[0];
        while (folders.Exists(folder => !RealPath.AreSame(folder, common) && !RealPath.IsInside(folder, common))
            && Path.GetDirectoryName(common) is { } parent)
        {
            common = parent;
        }

        return common;
    }
}
