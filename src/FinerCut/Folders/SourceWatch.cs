using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>Notices that files are not what they were when a command began to read them: otherwise a plan would vouch for
/// a file that is gone, and a search would have scored two models.</summary>
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
    /// <param name="expected">The files as they were.</param>
    /// <param name="found">The same files as they are now, in the same order.</param>
    /// <param name="folder">Where they are.</param>
    /// <exception cref="DiagnosticException">FC1060: a file changed.</exception>
    public void Check(IReadOnlyList<PlanSourceFile> expected, IReadOnlyList<PlanSourceFile> found, ModelFolder folder)
    {
        foreach ((PlanSourceFile before, PlanSourceFile now) in expected.Zip(found).Where(pair => pair.First != pair.Second))
        {
            throw FolderErrors.SourceChanged(
                Path.Combine(folder.Root, before.Name), $"its SHA-256 was {before.Sha256} and is {now.Sha256}");
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

    /// <summary>Does something that reads the files, and compares their contents before and after; also where that
    /// fails, since a change may be why.</summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="files">Full paths of those whose contents are compared.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>What the action returns.</returns>
    /// <exception cref="DiagnosticException">FC1060, or what <paramref name="action"/> throws.</exception>
    public T GuardContents<T>(
        ModelFolder folder, IReadOnlyList<string> files, Func<T> action, CancellationToken cancellation)
    {
        using SourceHashes before = new(folder, files, cancellation);
        try
        {
            T result = action();
            Compare();
            return result;
        }
        catch (DiagnosticException)
        {
            Compare();
            throw;
        }

        void Compare()
        {
            Check();
            using SourceHashes now = new(folder, files, cancellation);
            Check(before.Files, now.Files, folder);
        }
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
