using FinerCut.Onnx;
using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>Which file of a folder is the model's graph: exact rules, never a guess among several.</summary>
internal static class GraphFile
{
    /// <summary>The subfolder that transformers.js and the Hub's ONNX exports use.</summary>
    public const string SubfolderName = "onnx";

    private const string UsualName = "model.onnx";

    private static readonly EnumerationOptions AnyCase = new() { MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>The graph of a folder: <c>model.onnx</c>, else the file that genai_config.json names, else
    /// <c>onnx/model.onnx</c>, else the only <c>*.onnx</c> of the folder and its subfolder <c>onnx</c>.</summary>
    /// <param name="folder">Full path of an existing folder.</param>
    /// <returns>Full path of an existing file.</returns>
    /// <exception cref="DiagnosticException">There is none, there are several, or the named one is missing.</exception>
    public static string Find(string folder)
    {
        string usual = Path.Combine(folder, UsualName);
        string nested = Path.Combine(folder, SubfolderName, UsualName);
        return File.Exists(usual) ? usual
            : FindNamed(folder) is { } named ? named
            : File.Exists(nested) ? nested
            : FindOnly(folder);
    }

    /// <summary>The nearest folder above a graph whose genai_config.json names that very file.</summary>
    /// <param name="graph">Full path of the graph.</param>
    /// <returns>Null where the nearest genai_config.json, the graph's own folder included, names another file, and
    /// where there is none.</returns>
    /// <exception cref="DiagnosticException">A configuration file is damaged.</exception>
    public static string? FolderNaming(string graph)
    {
        string? folder = Path.GetDirectoryName(graph);
        while (folder is not null && !File.Exists(Path.Combine(folder, ModelConfiguration.GenAiFileName)))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder is not null && ModelConfiguration.Read(folder).GraphName is { } name
            && RealPath.AreSame(Path.GetFullPath(Path.Combine(folder, name)), graph) ? folder : null;
    }

    private static string? FindNamed(string folder)
    {
        if (ModelConfiguration.Read(folder).GraphName is not { } name)
        {
            return null;
        }

        string configuration = Path.Combine(folder, ModelConfiguration.GenAiFileName);
        string path = Path.GetFullPath(Path.Combine(folder, name));
        return !RealPath.IsInside(path, folder) ? throw FolderErrors.NamedGraphOutside(configuration, name)
            : File.Exists(path) ? path
            : throw FolderErrors.NamedGraphMissing(configuration, name);
    }

    private static string FindOnly(string folder)
    {
        List<string> names =
            [.. NamesIn(folder, ""), .. NamesIn(Path.Combine(folder, SubfolderName), SubfolderName + "/")];
        return names.Count switch
        {
            0 => throw ForeignFiles.ExplainFolder(folder) ?? FolderErrors.NoGraph(folder),
            1 => Path.Combine(folder, names[0].Replace('/', Path.DirectorySeparatorChar)),
            _ when ModelConfiguration.Read(folder).Pipeline is { } graphs =>
                throw FolderErrors.Pipeline(folder, graphs),
            _ => throw FolderErrors.SeveralGraphs(folder, names),
        };
    }

    private static IEnumerable<string> NamesIn(string folder, string prefix) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.onnx", AnyCase)
            .Select(path => prefix + Path.GetFileName(path))
            .Order(StringComparer.Ordinal)
        : [];
}
