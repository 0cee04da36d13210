using System.Globalization;
using FinerCut.Machines;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>A folder that appears whole or not at all: written under a temporary name beside the target, renamed when
/// complete.</summary>
public sealed class OutputFolder : IDisposable
{
    private static int _counter;

    private readonly string _source;
    private readonly bool _force;
    private readonly FolderLock _lock;
    private readonly UnixFileMode? _rights;
    private readonly IReadOnlyList<string> _createdParents;
    private bool _isOpen = true;

    private OutputFolder(string target, string source, bool force)
    {
        (_source, _force) = (source, force);
        Target = target;
        string parent = System.IO.Path.GetDirectoryName(target)!;
        _createdParents = [.. MissingFolders(parent)];
        Directory.CreateDirectory(parent);
        (Path, _lock) = FreeNameFor(parent, System.IO.Path.GetFileName(target));
        try
        {
            if (_lock.IsHeld)
            {
                Leftovers.Remove(parent);

                // A folder that a killed process had put aside is back at the target.
                TargetFolder.CheckReplaceable(target, force);
            }

            Directory.CreateDirectory(Path);
            _rights = FileModes.Close(Path);
        }
        catch
        {
            _lock.Release();
            throw;
        }
    }

    /// <summary>Full path of the folder to appear, links resolved.</summary>
    public string Target { get; }

    /// <summary>Full path of the temporary folder to write into; it exists until <see cref="Commit"/> or
    /// <see cref="Dispose"/>, and only its owner may look into it.</summary>
    public string Path { get; }

    /// <summary>Checks the target and creates the temporary folder beside it, with the folders above that are missing.
    /// What killed processes left there is removed.</summary>
    /// <param name="target">The folder to appear.</param>
    /// <param name="source">The model that it is made from, which must lie apart from it.</param>
    /// <param name="force">Whether a folder that is empty or that finercut wrote is replaced; no other one ever
    /// is.</param>
    /// <returns>The folder; dispose it in any case.</returns>
    /// <exception cref="DiagnosticException">The target may not be written, or its parent cannot be
    /// written.</exception>
    public static OutputFolder Create(string target, ModelFolder source, bool force)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DiskErrors.Wrap(
            () => new OutputFolder(
                TargetFolder.Check(target, source, force),
                source.Root,
                force), $"Creating a folder beside '{target}'", target);
    }

    /// <summary>Checks that the volume has room; call it before writing.</summary>
    /// <param name="bytesNeeded">Bytes that will be written in all.</param>
    /// <exception cref="DiagnosticException">There is less; the message gives both.</exception>
    public void EnsureSpace(long bytesNeeded)
    {
        if (DiskSpace.FindFreeBytes(Path) is { } free && free < bytesNeeded)
        {
            throw FolderErrors.DiskFull(System.IO.Path.GetDirectoryName(Target)!, bytesNeeded, free);
        }
    }

    /// <summary>Does something with the unfinished folder; what goes wrong is told of the folder to appear, since
    /// nobody finds the other one.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>What that returns.</returns>
    /// <exception cref="DiagnosticException">What <paramref name="action"/> throws, with the paths of the
    /// target.</exception>
    internal T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DiagnosticException error) when (error.Message.Contains(Path, StringComparison.Ordinal))
        {
            throw new DiagnosticException(
                error.Code, error.Message.Replace(Path, Target, StringComparison.Ordinal), error);
        }
    }

    /// <summary>Makes the folder appear under its name, once the disk has all of it. Every file in it must be
    /// closed.</summary>
    /// <exception cref="InvalidOperationException">It was committed or disposed before.</exception>
    /// <exception cref="DiagnosticException">It cannot be renamed; a folder that was to be replaced is as it
    /// was.</exception>
    public void Commit()
    {
        if (!_isOpen)
        {
            throw new InvalidOperationException($"'{Target}' was committed or given up before.");
        }

        TargetFolder.CheckReplaceable(Target, _force);
        DiskErrors.Wrap(Appear, $"Renaming the finished folder to '{Target}'", Target);
        _lock.Release();
    }

    /// <summary>Deletes the temporary folder unless it was committed, and the folders above that were created for
    /// it.</summary>
    public void Dispose()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        try
        {
            if (Directory.Exists(Path))
            {
                Directory.Delete(Path, recursive: true);
            }

            _lock.Release();
            foreach (string parent in _createdParents.TakeWhile(parent => !Directory.EnumerateFileSystemEntries(parent)
                .Any()))
            {
                Directory.Delete(parent);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Something else holds a file of it; the error that led here must not be hidden by this one.
        }
    }

    private void Appear()
    {
        FileModes.Open(Path, _rights);
        FileModes.Restrict(Path, _source);
        Flush(Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories).Append(Path));
        if (Directory.Exists(Target))
        {
            Replace();
        }
        else
        {
            Rename();
        }
    }

    private void Rename()
    {
        Directory.Move(Path, Target);
        _isOpen = false;
        Flush([System.IO.Path.GetDirectoryName(Target)!]);
    }

    private void Replace()
    {
        string old = Path + Leftovers.OldSuffix;
        Directory.Move(Target, old);
        try
        {
            Rename();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Directory.Move(old, Target);
            throw;
        }

        DeleteOld(old);
    }

    private void DeleteOld(string old)
    {
        try
        {
            Directory.Delete(old, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FolderErrors.OldFolderRemains(Target, old, exception);
        }
    }

    private static (string Path, FolderLock Lock) FreeNameFor(string parent, string name)
    {
        while (true)
        {
            string number = Interlocked.Increment(ref _counter).ToString(CultureInfo.InvariantCulture);
            string path = System.IO.Path.Combine(
                parent, $".{name}.finercut-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{number}");
            if (!Directory.Exists(path) && FolderLock.Create(path + FolderLock.Suffix) is { } taken)
            {
                return (path, taken);
            }
        }
    }

    private static void Flush(IEnumerable<string> paths)
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (string path in paths)
            {
                PosixCalls.Flush(path);
            }
        }
    }

    /// <summary>From the innermost outwards.</summary>
    private static IEnumerable<string> MissingFolders(string folder)
    {
        for (string? path = folder; path is not null
            && !Directory.Exists(path); path = System.IO.Path.GetDirectoryName(path))
        {
            yield return path;
        }
    }
}
