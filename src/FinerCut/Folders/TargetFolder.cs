using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>Whether a folder may be written: never the source, never what is not ours.</summary>
internal static class TargetFolder
{
    // What every folder holds that was written here.
    private static readonly string[] Marks = [PruningPlan.FileName, GateSheet.FileName];

    /// <summary>The full path behind all links of a folder that may be written.</summary>
    /// <exception cref="DiagnosticException">It may not be written; the message says why.</exception>
    public static string Check(string target, ModelFolder source, bool force)
    {
        string path = FullPath(target);
        foreach (string folder in new[] { source.Root, Path.GetDirectoryName(source.GraphPath)! })
        {
            CheckApart(path, RealPath.Find(folder) ?? folder);
        }

        CheckReplaceable(path, force);
        return path;
    }

    /// <summary>Checks a folder to write before the model is opened: a model may take minutes.</summary>
    /// <param name="target">As given; null for the default one, whose name depends on the model.</param>
    /// <param name="model">The model that the folder must lie apart from, as given.</param>
    /// <param name="force">Whether a folder that finercut wrote is replaced.</param>
    /// <exception cref="DiagnosticException">The model is not there, or the folder may not be written.</exception>
    public static void CheckGiven(string? target, string model, bool force)
    {
        if (target is not null)
        {
            Check(target, ModelFolder.Find(model), force);
        }
    }

    /// <summary>The full path behind all links of a folder that may not be there.</summary>
    /// <exception cref="DiagnosticException">The name is empty, or its links lead in a circle.</exception>
    public static string FullPath(string target) => string.IsNullOrWhiteSpace(target)
        ? throw FolderErrors.TargetEmpty()
        : RealPath.Find(target) ?? throw FolderErrors.TargetLinks(target);

    /// <summary>Refuses what exists, unless it may be replaced: an empty folder, or one that was written
    /// here.</summary>
    /// <exception cref="DiagnosticException">It exists and may not be replaced.</exception>
    public static void CheckReplaceable(string target, bool force)
    {
        if (File.Exists(target))
        {
            throw FolderErrors.TargetIsFile(target);
        }

        if (!Directory.Exists(target))
        {
            return;
        }

        if (DiskSpace.IsVolume(target))
        {
            throw FolderErrors.TargetIsVolume(target);
        }

        if (!force)
        {
            throw FolderErrors.TargetExists(target);
        }

        if (!Array.Exists(Marks, mark => File.Exists(Path.Combine(target, mark)))
            && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw FolderErrors.TargetIsForeign(target);
        }
    }

    private static void CheckApart(string target, string source)
    {
        if (RealPath.AreSame(target, source))
        {
            throw FolderErrors.TargetIsSource(target);
        }

        if (RealPath.IsInside(target, source))
        {
            throw FolderErrors.TargetInsideSource(target, source);
        }

        if (RealPath.IsInside(source, target))
        {
            throw FolderErrors.TargetHoldsSource(target, source);
        }
    }
}
