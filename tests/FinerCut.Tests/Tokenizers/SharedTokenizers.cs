namespace FinerCut.Tests.Tokenizers;

/// <summary>Finds reference data beside the repository, and skips tests where there is none.</summary>
internal static class SharedTokenizers
{
    internal static string Require(params string[] path)
    {
        string shared = Path.Combine(RepositoryRoot(), "..", "shared");
        string whole = Path.GetFullPath(Path.Combine([shared, .. path]));
        Assert.SkipUnless(Path.Exists(whole), $"needs reference data in ../shared/{string.Join('/', path)}");
        return whole;
    }

    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FinerCut.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
