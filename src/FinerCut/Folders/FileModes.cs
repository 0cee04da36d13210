using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>Who may read a file or folder: a copy must not be open to more people than its source.</summary>
internal static class FileModes
{
    private const UnixFileMode OwnerOfFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOfFolder = OwnerOfFile | UnixFileMode.UserExecute;

    /// <summary>Takes from a new file or folder what its source does not grant; the owner may always read and write.
    /// Nothing is done on Windows, where folders hand their rights down.</summary>
    /// <param name="path">The new one, which has the rights of this process's mask.</param>
    /// <param name="source">The source; links are followed.</param>
    /// <exception cref="IOException">The rights cannot be read or set.</exception>
    public static void Restrict(string path, string source)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode owner = Directory.Exists(path) ? OwnerOfFolder : OwnerOfFile;
            UnixFileMode granted = File.GetUnixFileMode(RealPath.Find(source) ?? source);
            File.SetUnixFileMode(path, (File.GetUnixFileMode(path) & granted) | owner);
        }
    }

    /// <summary>Closes a new folder to all but its owner.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The rights that it had; null on Windows.</returns>
    /// <exception cref="IOException">The rights cannot be read or set.</exception>
    public static UnixFileMode? Close(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        UnixFileMode usual = File.GetUnixFileMode(path);
        File.SetUnixFileMode(path, OwnerOfFolder);
        return usual;
    }

    /// <summary>Gives a folder back the rights that it had.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="usual">What <see cref="Close"/> returned.</param>
    /// <exception cref="IOException">The rights cannot be set.</exception>
    public static void Open(string path, UnixFileMode? usual)
    {
        if (!OperatingSystem.IsWindows() && usual is { } rights)
        {
            File.SetUnixFileMode(path, rights);
        }
    }
}
