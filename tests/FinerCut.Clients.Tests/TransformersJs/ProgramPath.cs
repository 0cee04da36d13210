namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>Programs of the machine.</summary>
internal static class ProgramPath
{
    /// <summary>The first program of these names on the PATH; null where there is none.</summary>
    /// <param name="names">Without the ending that Windows wants, the best one first.</param>
    public static string? Find(params string[] names)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return (from name in names
                from folder in folders
                from ending in endings
                select Path.Combine(folder, name + ending)).FirstOrDefault(File.Exists);
    }
}
