using FinerCut.Folders;
using FinerCut.Onnx.Files;

namespace FinerCut.Companions;

/// <summary>Where the files of a model may be behind all links: in its folder, in the folders that its graph and its
/// data files really are in, or among the blobs of the Hugging Face cache, which keeps the files of
/// <c>snapshots/REVISION</c> there.</summary>
internal sealed class OwnFolders
{
    private const string SnapshotsName = "snapshots";
    private const string BlobsName = "blobs";

    private readonly List<string> _folders;

    private OwnFolders(List<string> folders) => _folders = folders;

    /// <summary>The folders of a model.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="dataFiles">Full paths of its data files.</param>
    public static OwnFolders FindFolders(ModelFolder folder, IEnumerable<string> dataFiles)
    {
        string root = RealPath.Find(folder.Root) ?? folder.Root;
        List<string> folders =
        [
            root,
            .. dataFiles.Prepend(folder.GraphPath).Select(path => Path.GetDirectoryName(RealPath.Find(path) ?? path)!),
        ];
        for (string? inner = root; Path.GetDirectoryName(inner) is { } above; inner = above)
        {
            if (Path.GetFileName(above) == SnapshotsName && Path.GetDirectoryName(above) is { } repository)
            {
                folders.Add(Path.Combine(repository, BlobsName));
            }
        }

        return new OwnFolders(folders);
    }

    /// <summary>Whether a file is in one of them, or below.</summary>
    /// <param name="path">Its full path, behind all links.</param>
    public bool Hold(string path) => _folders.Exists(folder => RealPath.IsInside(path, folder));
}
