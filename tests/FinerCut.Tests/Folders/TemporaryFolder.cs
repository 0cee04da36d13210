using System.Text;

namespace FinerCut.Tests.Folders;

/// <summary>A folder for one test, with a space and a letter outside ASCII in its name.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("finercut tests é");

    public string Root => _folder.FullName;

    public string PathOf(string name) => Path.Combine(Root, name.Replace('/', Path.DirectorySeparatorChar));

    public string CreateFolder(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    public string Write(string name, string content = "") => Write(name, Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string LinkFolder(string name, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links on Windows needs a privilege.");
        return Directory.CreateSymbolicLink(PathOf(name), target).FullName;
    }

    public string LinkFile(string name, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links on Windows needs a privilege.");
        return File.CreateSymbolicLink(PathOf(name), target).FullName;
    }

    public IReadOnlyList<string> AllNames(string folder = "") =>
    [
        .. Directory.EnumerateFileSystemEntries(PathOf(folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(PathOf(folder), path).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => _folder.Delete(recursive: true);
}
