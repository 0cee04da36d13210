using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>Notices that files are not what they were when a command began to read them: otherwise a plan would vouch
/// for a file that is gone, and a search would have scored two models.</summary>
internal sealed class SourceWatch
{
    private readonly Dictionary<string, FileFacts?> _files = [];

    /// <param name="paths">Full paths of files that were not read yet; some may not be there, and must not
    /// appear.</param>
    public SourceWatch(IEnumerable<string> paths) => Add(paths);

    /// <summary>Takes in more files; those that are known stay as they were first seen.</summary>
    /// <param name="paths">Full paths of files that were not read yet.</param>
    public void Add(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            if (!_files.ContainsKey(path))
            {
                _files.Add(path, FileFacts.Find(path));
            }
        }
    }

    /// <summary>Compares sizes, times and identities; reads nothing.</summary>
    /// <exception cref="DiagnosticException">FC1060: a file changed; the message says which, and how.</exception>
    public void Check()
    {
        if (FindChange() is { } change)
        {
            throw change;
        }
    }

    /// <summary>Compares contents with what they were, then sizes, times and identities.</summary>
    /// <param name="before">The files as they were.</param>
    /// <param name="now">The same files in the same order, read again.</param>
    /// <exception cref="DiagnosticException">FC1060: a file changed.</exception>
    public void Check(IReadOnlyList<PlanSourceFile> before, SourceHashes now)
    {
        foreach ((PlanSourceFile was, PlanSourceFile found) in before
            .Zip(now.Files).Where(pair => pair.First != pair.Second))
        {
            throw FolderErrors.SourceChanged(
                Path.Combine(now.Folder.Root, was.Name), $"its SHA-256 was {was.Sha256} and is {found.Sha256}");
        }

        Check();
    }

    /// <summary>Does something that reads the files; where that fails and a file has changed, the change is what is
    /// told.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>What that returns.</returns>
    /// <exception cref="DiagnosticException">FC1060, or what <paramref name="action"/> throws.</exception>
    public T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (DiagnosticException cause) when (FindChange(cause) is { } change)
        {
            throw change;
        }
    }

    /// <summary>Does something that reads the files, and compares their contents with what they were; also where that
    /// fails, since a change may be why.</summary>
    /// <param name="before">The files as they were.</param>
    /// <param name="now">The same files, read again meanwhile.</param>
    /// <param name="action">What to do.</param>
    /// <returns>What the action returns.</returns>
    /// <exception cref="DiagnosticException">FC1060, or what <paramref name="action"/> throws.</exception>
    public T GuardContents<T>(Func<IReadOnlyList<PlanSourceFile>> before, SourceHashes now, Func<T> action)
    {
        T result;
        try
        {
            result = action();
        }
        catch (DiagnosticException)
        {
            Check(before(), now);
            throw;
        }

        Check(before(), now);
        return result;
    }

    private DiagnosticException? FindChange(Exception? cause = null)
    {
        foreach ((string path, FileFacts? before) in _files)
        {
            if (Difference(before, FileFacts.Find(path)) is { } difference)
            {
                return FolderErrors.SourceChanged(path, difference, cause);
            }
        }

        return null;
    }

    private static string? Difference(FileFacts? first, FileFacts? second) => (first, second) switch
    {
        (null, null) => null,
        (null, _) => "it was not there before",
        (_, null) => "it is gone",
        ({ } before, { } now) when before.SizeInBytes != now.SizeInBytes => string.Create(
            CultureInfo.InvariantCulture, $"it had {before.SizeInBytes} bytes and has {now.SizeInBytes}"),
        ({ } before, { } now) when before.Identity != now.Identity => "another file has taken its place",
        ({ } before, { } now) when before.ModifiedNanoseconds != now.ModifiedNanoseconds => "it was written to",
        _ => null,
    };
}
