using System.Text.RegularExpressions;

namespace FinerCut.Folders;

/// <summary>Unfinished folders of processes that were killed.</summary>
internal static partial class Leftovers
{
    /// <summary>What the name of a folder ends with that was to be replaced when the process ended.</summary>
    public const string OldSuffix = "-old";

    /// <summary>Removes them, and puts back a folder that was to be replaced and was not. What cannot be removed, or
    /// belongs to a process that lives, stays as it is.</summary>
    /// <param name="folder">Full path of the folder that they are in.</param>
    public static void Remove(string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder, ".*.finercut-*" + FolderLock.Suffix))
        {
            Match name = UnfinishedName().Match(Path.GetFileNameWithoutExtension(path));
            if (name.Success && FolderLock.TakeOver(path) is { } taken)
            {
                using (taken)
                {
                    Remove(taken, path[..^FolderLock.Suffix.Length], Path.Combine(folder, name.Groups[1].Value));
                }
            }
        }
    }

    private static void Remove(FolderLock taken, string unfinished, string target)
    {
        try
        {
            string old = unfinished + OldSuffix;
            if (Directory.Exists(old) && !Directory.Exists(target))
            {
                Directory.Move(old, target);
            }

            foreach (string left in new[] { unfinished, old }.Where(Directory.Exists))
            {
                Directory.Delete(left, recursive: true);
            }

            taken.Release();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is another user's, or in use; the run that found it has nothing to do with it.
        }
    }

    [GeneratedRegex(@"^\.(.+)\.finercut-\d+-\d+\z")]
    private static partial Regex UnfinishedName();
}
