namespace FinerCut.Folders;

/// <summary>A file that a process holds for as long as it lives, however it ends: whoever can take the lock knows that
/// the process is gone, on this machine or another that shares the folder.</summary>
internal sealed class FolderLock : IDisposable
{
    /// <summary>What its name ends with.</summary>
    public const string Suffix = ".lock";

    private readonly string _path;
    private readonly FileStream _file;

    private FolderLock(string path, FileStream file) => (_path, _file) = (path, file);

    /// <summary>Whether locks keep others out here; some network folders have none that do.</summary>
    public bool IsHeld
    {
        get
        {
            using FolderLock? second = Open(_path, FileMode.Open);
            return second is null;
        }
    }

    /// <summary>Makes a lock file and holds it.</summary>
    /// <param name="path">Its full path.</param>
    /// <returns>Null where there is one, or somebody was quicker to hold it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static FolderLock? Create(string path)
    {
        if (File.Exists(path) || Open(path, FileMode.CreateNew) is not { } made)
        {
            return null;
        }

        // Between making and holding the file, somebody who cleans up may have taken the lock for a leftover.
        if (File.Exists(path))
        {
            return made;
        }

        made.Dispose();
        return null;
    }

    /// <summary>Takes a lock that nobody holds.</summary>
    /// <param name="path">Full path of the file.</param>
    /// <returns>Null where somebody holds the lock, or it may not be taken.</returns>
    public static FolderLock? TakeOver(string path) => Open(path, FileMode.Open);

    /// <summary>Deletes the file, which must be what is done last.</summary>
    public void Release()
    {
        File.Delete(_path);
        Dispose();
    }

    /// <summary>Lets go of the lock; the file stays.</summary>
    public void Dispose() => _file.Dispose();

    private static FolderLock? Open(string path, FileMode mode)
    {
        try
        {
            return new FolderLock(
                path, new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception exception) when (mode == FileMode.Open
            && exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
