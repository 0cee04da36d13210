using System.Security.Cryptography;

namespace FinerCut.Tests.Folders;

/// <summary>A folder as Hugging Face's cache keeps it: every file a relative link to one that is called by its
/// hash.</summary>
internal static class HubCache
{
    /// <summary>Puts the files of a folder into a cache.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="cache">The cache to make.</param>
    /// <returns>The snapshot: <c>cache/snapshots/REVISION</c>.</returns>
    public static string Of(string source, string cache)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating links on Windows needs a privilege.");
        string snapshot = Path.Combine(cache, "snapshots", "0123abcd");
        Directory.CreateDirectory(Path.Combine(cache, "blobs"));
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = File.ReadAllBytes(file);
            string blob = Path.Combine(cache, "blobs", Convert.ToHexStringLower(SHA256.HashData(bytes)));
            File.WriteAllBytes(blob, bytes);
            string link = Path.Combine(snapshot, Path.GetRelativePath(source, file));
            string folder = Path.GetDirectoryName(link)!;
            Directory.CreateDirectory(folder);
            File.CreateSymbolicLink(link, Path.GetRelativePath(folder, blob));
        }

        return snapshot;
    }
}
