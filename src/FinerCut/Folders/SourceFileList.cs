using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>The files of a model with sizes and hashes, as a plan names them.</summary>
internal static class SourceFileList
{
    public static IReadOnlyList<PlanSourceFile> Read(
        ModelFolder folder, IEnumerable<string> paths, Action<long, long>? progress, CancellationToken cancellation)
    {
        List<(string Path, long Length)> files = [.. paths.Select(path => (path, LengthOf(path)))];
        long total = files.Sum(file => file.Length);
        long done = 0;
        List<PlanSourceFile> result = [];
        foreach ((string path, long length) in files)
        {
            string hash = FileHash.Compute(path, read => progress?.Invoke(done += read, total), cancellation);
            result.Add(new PlanSourceFile(folder.NameOf(path), length, hash));
        }

        return result;
    }

    /// <summary>Full paths, the graph first.</summary>
    public static IReadOnlyList<string> PathsOf(
        ModelFolder folder, Model model) => [.. ExternalDataFiles.ListFiles(model)
        .Select(location => Path.GetFullPath(Path.Combine(model.Folder, location)))
        .Prepend(folder.GraphPath)
        .Distinct()];

    /// <summary>Through a handle: a link's own length is another.</summary>
    private static long LengthOf(string path)
    {
        RegularFile.Ensure(path);
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = File.OpenHandle(path);
            return RandomAccess.GetLength(handle);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.Unreadable(path, exception);
        }
    }
}
