namespace FinerCut.Machines;

/// <summary>The folders of the user who runs the program.</summary>
public static class UserFolders
{
    private const string Own = "finercut";

    /// <summary>The folder for what can be made again.</summary>
    /// <param name="variable">The variables of the environment.</param>
    /// <returns>Full path below <c>XDG_CACHE_HOME</c>, else below what the system has for caches; null where nothing
    /// tells. The folder need not be there.</returns>
    public static string? FindCache(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? root = Absolute(variable("XDG_CACHE_HOME"))
            ?? (OperatingSystem.IsWindows() ? Absolute(variable("LOCALAPPDATA"))
            : Absolute(variable("HOME")) is not { } home ? null
            : Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache"));
        return root is null ? null : Path.Combine(root, Own);
    }

    private static string? Absolute(string? path) =>
        !string.IsNullOrEmpty(path) && Path.IsPathFullyQualified(path) ? path : null;
}
