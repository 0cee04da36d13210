using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Files;

/// <summary>Finds the files of a model behind all links.</summary>
internal static class RealFiles
{
    /// <summary>Looks where the files of a model are now, and what the model uses of them.</summary>
    /// <param name="model">A model as it was opened, whose data files are all there.</param>
    public static ModelFiles Find(Model model)
    {
        Dictionary<string, IReadOnlyList<ExternalData>> used = ExternalDataFiles.RangesOf(model)
            .ToDictionary(file => file.Key, IReadOnlyList<ExternalData> (file) => [.. file]);
        List<string> paths = [.. used.Keys.Prepend(Path.GetFullPath(model.Path))];
        List<string> real = [.. paths.Select(path => RealPath.Find(path) ?? path)];
        string folder = CommonFolder([.. real.Select(path => Path.GetDirectoryName(path)!)]);
        Dictionary<string, string> locations = paths.Zip(real)
            .ToDictionary(file => file.First, file => Relative(folder, file.Second));
        return new ModelFiles
        {
            Folder = folder,
            GraphLocation = locations[paths[0]],
            HasLinks = paths.Exists(path => locations[path] != Relative(model.Folder, path)),
            SizeInBytes = real.Distinct().Sum(path => new FileInfo(path).Length),
            Locations = locations,
            UsedData = used,
        };
    }

    private static string Relative(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

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
