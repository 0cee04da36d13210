namespace FinerCut.Onnx.Files;

/// <summary>Paths with every link resolved, so that two names of one folder are seen as one.</summary>
public static class RealPath
{
    private const int LargestNumberOfLinks = 40;

    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    /// <summary>The full path behind all links; components that do not exist yet are kept as they are.</summary>
    /// <param name="path">Any path; a trailing separator is dropped.</param>
    /// <returns>Null where links lead in a circle.</returns>
    public static string? Find(string path)
    {
        int links = 0;
        return Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), ref links);
    }

    /// <summary>Whether two full paths are equal, by the case rules of the operating system's usual file
    /// systems.</summary>
    /// <param name="first">A full path.</param>
    /// <param name="second">Another one.</param>
    public static bool AreSame(string first, string second) => string.Equals(first, second, Comparison);

    /// <summary>Whether a full path lies below a folder; a folder is not inside itself.</summary>
    /// <param name="path">The path.</param>
    /// <param name="folder">Full path of the folder.</param>
    public static bool IsInside(string path, string folder)
    {
        string prefix = Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
        return path.Length > prefix.Length && path.StartsWith(prefix, Comparison);
    }

    private static string? Resolve(string path, ref int links)
    {
        if (Path.GetDirectoryName(path) is not { } parentPath)
        {
            return path;
        }

        if (Resolve(parentPath, ref links) is not { } parent)
        {
            return null;
        }

        string plain = Path.Combine(parent, Path.GetFileName(path));
        if (new FileInfo(plain).LinkTarget is not { } target)
        {
            return plain;
        }

        return ++links > LargestNumberOfLinks
            ? null
            : Resolve(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, parent)), ref links);
    }
}
